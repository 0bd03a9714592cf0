using HunyuanVideo.Tensors;
using HunyuanVideo.TextEncoders;
using HunyuanVideo.Tokenizers;
using static TorchSharp.torch;

namespace HunyuanVideo.Pipelines;

/// <summary>
/// What each text encoder says of one prompt: only the valid prefix is encoded, of several up to the longest, since later
/// tokens cannot influence earlier ones. The pipeline and the trainer read prompts here. Source: spec text-encoders §2.4, §5.
/// </summary>
internal static class PromptReader
{
    /// <summary>States of the prompt's tokens without the template's head, <c>[1, n, E]</c>; the caller owns them.</summary>
    /// <param name="encoder">The language model.</param>
    /// <param name="tokenizer">Its tokenizer.</param>
    /// <param name="template">What the prompt is put into.</param>
    /// <param name="choice">Which hidden state is read.</param>
    /// <param name="prompt">The prompt, stripped.</param>
    /// <param name="cutTokens">Tokens that did not fit and are lost.</param>
    /// <param name="trace">Receives the layers' outputs.</param>
    public static Tensor States(
        LlamaModel encoder, ITokenizer tokenizer, PromptTemplate template, HiddenStateChoice choice, string prompt, out int cutTokens, Trace? trace = null)
    {
        using var scope = NewDisposeScope();
        var row = template.Encode(tokenizer, prompt, PromptTemplate.PublishedTextLength);
        cutTokens = row.CutTokens;
        var hidden = encoder.forward(Ids([row], encoder.TokenTable.device), null, choice, trace);      // [1, crop + n, E]
        return hidden.narrow(1, template.CropStart, row.TokenCount - template.CropStart).clone().MoveToOuterDisposeScope();
    }

    /// <summary>The same of several prompts in one pass, each <c>[n, E]</c>; the caller owns them.</summary>
    public static IReadOnlyList<Tensor> States(
        LlamaModel encoder, ITokenizer tokenizer, IReadOnlyList<(PromptTemplate Template, string Prompt)> prompts, HiddenStateChoice choice)
    {
        using var scope = NewDisposeScope();
        TokenizedText[] rows = [.. prompts.Select(item => item.Template.Encode(tokenizer, item.Prompt, PromptTemplate.PublishedTextLength))];
        var hidden = encoder.forward(Ids(rows, encoder.TokenTable.device), null, choice);              // [B, crop + n, E]
        return [.. rows.Zip(prompts, (row, item) => (row, item.Template.CropStart)).Select((item, i) =>
            hidden[i].narrow(0, item.CropStart, item.row.TokenCount - item.CropStart).clone().MoveToOuterDisposeScope())];
    }

    /// <summary>The pooled vector of the prompt, <c>[1, P]</c>; the caller owns it.</summary>
    /// <param name="encoder">The CLIP text tower.</param>
    /// <param name="tokenizer">Its tokenizer.</param>
    /// <param name="device">Where the tower lives.</param>
    /// <param name="prompt">The prompt, stripped, without a template.</param>
    /// <param name="cutTokens">Tokens that did not fit and are lost.</param>
    /// <param name="trace">Receives the layers' outputs.</param>
    public static Tensor Pooled(ClipTextModel encoder, ITokenizer tokenizer, Device device, string prompt, out int cutTokens, Trace? trace = null)
    {
        using var scope = NewDisposeScope();
        var row = tokenizer.Encode(prompt, encoder.Config.MaxPositions);
        cutTokens = row.CutTokens;
        return encoder.forward(Ids([row], device), null, trace).Pooled.MoveToOuterDisposeScope();
    }

    /// <summary>The same of several prompts in one pass, <c>[B, P]</c>; the caller owns it.</summary>
    public static Tensor Pooled(ClipTextModel encoder, ITokenizer tokenizer, Device device, IReadOnlyList<string> prompts)
    {
        using var scope = NewDisposeScope();
        TokenizedText[] rows = [.. prompts.Select(prompt => tokenizer.Encode(prompt, encoder.Config.MaxPositions))];
        return encoder.forward(Ids(rows, device), null).Pooled.MoveToOuterDisposeScope();
    }

    /// <summary>Token ids as far as the longest row is valid, <c>[B, L]</c>; a shorter row repeats its last one behind its end.</summary>
    private static Tensor Ids(TokenizedText[] rows, Device device)
    {
        var longest = rows.Max(row => row.TokenCount);
        var ids = rows.SelectMany(row => Enumerable.Range(0, longest).Select(i => (long)row.Ids[Math.Min(i, row.TokenCount - 1)]));
        return tensor(ids.ToArray(), [rows.Length, longest], device: device);
    }
}
