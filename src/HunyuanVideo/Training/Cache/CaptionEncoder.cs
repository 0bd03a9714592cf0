using HunyuanVideo.Pipelines;
using HunyuanVideo.TextEncoders;
using HunyuanVideo.Tokenizers;
using static TorchSharp.torch;

namespace HunyuanVideo.Training.Cache;

/// <summary>Encodes captions as the pipeline encodes prompts, many in one pass.</summary>
internal sealed class CaptionEncoder : IDisposable
{
    /// <summary>Captions of one pass: enough that the matrices, not the calls, take the time.</summary>
    private const int EncodedAtOnce = 32;

    private readonly LlamaModel _llama;
    private readonly ClipTextModel _clip;
    private readonly ITokenizer _llamaTokenizer;
    private readonly ITokenizer _clipTokenizer;
    private readonly PromptTemplates _templates;

    public CaptionEncoder(string model)
    {
        _llama = TrainedParts.Llama(model);
        _clip = TrainedParts.Clip(model);
        var folder = Path.Join(model, ModelLayout.Tokenizer);
        _llamaTokenizer = TokenizerFolder.Open(folder);
        _clipTokenizer = TokenizerFolder.Open(Path.Join(model, ModelLayout.PooledTokenizer));
        _templates = PromptTemplates.Read(Path.Join(folder, PromptTemplates.FileName));
    }

    /// <summary>Width of a token state.</summary>
    public int StateWidth => _llama.Config.HiddenSize;

    /// <summary>Width of the pooled vector.</summary>
    public int PooledWidth => _clip.Config.HiddenSize;

    /// <summary>States and pooled vector of one caption; the caller's scope owns them.</summary>
    public CachedText Encode(Caption caption) => EncodeTogether([caption])[0];

    /// <summary>The same of many, in order; the caller's scope owns them.</summary>
    /// <param name="captions">What is encoded.</param>
    /// <param name="cancellation">Stops between passes.</param>
    public IReadOnlyList<CachedText> Encode(IEnumerable<Caption> captions, CancellationToken cancellation = default) =>
        [.. captions.Chunk(EncodedAtOnce).SelectMany(together =>
        {
            cancellation.ThrowIfCancellationRequested();
            return EncodeTogether(together);
        })];

    /// <inheritdoc/>
    public void Dispose()
    {
        _llama.Dispose();
        _clip.Dispose();
    }

    private IReadOnlyList<CachedText> EncodeTogether(Caption[] captions)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var prompts = captions.Select(caption => (caption.IsPicture ? _templates.Image : _templates.Video, caption.Text)).ToList();
        var states = PromptReader.States(_llama, _llamaTokenizer, prompts, HiddenStateChoice.Published);
        var pooled = PromptReader.Pooled(_clip, _clipTokenizer, CPU, [.. captions.Select(caption => caption.Text)]);      // [B, P]
        return [.. states.Select((rows, i) => new CachedText(rows.MoveToOuterDisposeScope(), pooled[i].clone().MoveToOuterDisposeScope()))];
    }
}
