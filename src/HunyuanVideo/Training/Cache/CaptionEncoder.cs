using HunyuanVideo.Pipelines;
using HunyuanVideo.TextEncoders;
using HunyuanVideo.Tokenizers;
using HunyuanVideo.Training.Text;
using static TorchSharp.torch;

namespace HunyuanVideo.Training.Cache;

/// <summary>Encodes captions exactly as the pipeline encodes prompts.</summary>
internal sealed class CaptionEncoder : IDisposable
{
    private readonly LlamaModel _llama;
    private readonly ClipTextModel _clip;
    private readonly ITokenizer _llamaTokenizer;
    private readonly ITokenizer _clipTokenizer;
    private readonly PromptTemplates _templates;

    public CaptionEncoder(string model)
    {
        _llama = TrainedParts.Llama(model);
        _clip = TrainedParts.Clip(model);
        var folder = Path.Join(model, TokenizerStage.LlamaFolder);
        _llamaTokenizer = TokenizerFolder.Open(folder);
        _clipTokenizer = TokenizerFolder.Open(Path.Join(model, TokenizerStage.ClipFolder));
        _templates = PromptTemplates.Read(Path.Join(folder, PromptTemplates.FileName));
    }

    /// <summary>Width of a token state.</summary>
    public int StateWidth => _llama.Config.HiddenSize;

    /// <summary>Width of the pooled vector.</summary>
    public int PooledWidth => _clip.Config.HiddenSize;

    /// <summary>States and pooled vector of one caption; the caller's scope owns them.</summary>
    public CachedText Encode(string caption, bool isImage)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var template = isImage ? _templates.Image : _templates.Video;
        var states = PromptReader.States(_llama, _llamaTokenizer, template, HiddenStateChoice.Published, caption, out _)[0];
        var pooled = PromptReader.Pooled(_clip, _clipTokenizer, CPU, caption, out _)[0];
        return new CachedText(states.MoveToOuterDisposeScope(), pooled.MoveToOuterDisposeScope());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _llama.Dispose();
        _clip.Dispose();
    }
}
