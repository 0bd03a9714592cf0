using HunyuanVideo.Diffusion;
using HunyuanVideo.TextEncoders;
using HunyuanVideo.Tokenizers;
using static TorchSharp.torch;

namespace HunyuanVideo.Pipelines;

/// <summary>
/// Prompts to <see cref="TextConditioning"/>: strip, template, tokenise, encode the valid prefix only, cut the
/// template's head off. Each distinct text is encoded once. Source: spec text-encoders §1, §5.
/// </summary>
internal sealed class PromptEncoder(ModelFolder model, ModelParts parts, Device device)
{
    /// <summary>One conditioning for each of <paramref name="videos"/>; the caller owns them.</summary>
    /// <param name="videos">What is asked for.</param>
    /// <param name="textDone">Called with texts finished and texts in all, for both encoders.</param>
    /// <param name="cancellationToken">Looked at between texts and between layers.</param>
    public IReadOnlyList<TextConditioning> Encode(
        IReadOnlyList<GenerationOptions> videos, Action<int, int> textDone, CancellationToken cancellationToken)
    {
        var texts = videos.SelectMany(TextsOf).Distinct().ToArray();
        var done = 0;
        void Count() => textDone(++done, 2 * texts.Length);
        void Check(string name, Tensor value) => cancellationToken.ThrowIfCancellationRequested();

        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        textDone(0, 2 * texts.Length);
        var (encoder, tokenizer) = (parts.TextEncoder(), model.OpenTokenizer());
        var states = texts.ToDictionary(text => text, text => EncodeStates(encoder, tokenizer, text, Check, Count));
        var (pooledEncoder, pooledTokenizer) = (parts.PooledTextEncoder(), model.OpenPooledTokenizer());
        var pooled = texts.ToDictionary(text => text, text => EncodePooled(pooledEncoder, pooledTokenizer, text, Check, Count));
        return [.. videos.Select(video => Join([.. TextsOf(video).Select(text => (states[text], pooled[text]))]))];
    }

    /// <summary>The rows of one video: negative first when guidance needs it.</summary>
    private Text[] TextsOf(GenerationOptions video)
    {
        var positive = new Text(PromptText.Strip(video.Prompt), video.Frames == 1);
        if (!Guidance.IsOn(video.CfgScale))
        {
            return [positive];
        }

        var negative = PromptText.Strip(video.NegativePrompt);
        return [new Text(negative.Length == 0 ? model.NegativePrompt : negative, video.Frames == 1), positive];
    }

    private Encoded EncodeStates(LlamaModel encoder, ITokenizer tokenizer, Text text, Tensors.Trace trace, Action done)
    {
        var template = text.IsImage ? model.Templates.Image : model.Templates.Video;
        var states = PromptReader.States(encoder, tokenizer, template, model.TextState, text.Prompt, out var cutTokens, trace);
        done();
        return new Encoded(states, Notice(text, cutTokens, "the language model"));
    }

    private Encoded EncodePooled(ClipTextModel encoder, ITokenizer tokenizer, Text text, Tensors.Trace trace, Action done)
    {
        var pooled = PromptReader.Pooled(encoder, tokenizer, device, text.Prompt, out var cutTokens, trace);
        done();
        return new Encoded(pooled, Notice(text, cutTokens, "CLIP"));
    }

    private static string? Notice(Text text, int cutTokens, string reader) =>
        cutTokens == 0 ? null : $"{reader} reads the prompt without its last {cutTokens} tokens: '{Shorten(text.Prompt)}' is too long for it.";

    private static string Shorten(string prompt) => prompt.Length <= 40 ? prompt : prompt[..40] + "…";

    private static TextConditioning Join((Encoded States, Encoded Pooled)[] rows)
    {
        using var scope = NewDisposeScope();
        var longest = rows.Max(row => row.States.Value.shape[1]);
        var states = cat([.. rows.Select(row => nn.functional.pad(row.States.Value, [0, 0, 0, longest - row.States.Value.shape[1]]))]);
        var mask = stack(rows.Select(row => (arange(longest) < row.States.Value.shape[1]).to(int64)));   // [R, L]
        var pooled = cat([.. rows.Select(row => row.Pooled.Value)]);                                     // [R, P]
        var notices = rows.SelectMany(row => new[] { row.States.Notice, row.Pooled.Notice }).OfType<string>().ToArray();
        return new TextConditioning(
            states.DetachFromDisposeScope(), mask.to(states.device).DetachFromDisposeScope(), pooled.DetachFromDisposeScope(), notices);
    }

    private sealed record Text(string Prompt, bool IsImage);

    private sealed record Encoded(Tensor Value, string? Notice);
}
