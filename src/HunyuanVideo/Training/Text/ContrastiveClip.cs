using HunyuanVideo.TextEncoders;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace HunyuanVideo.Training.Text;

/// <summary>
/// Everything that is trained together to get a text tower: it, the image tower, the projection into their common
/// space and the temperature. What is shipped is <see cref="Text"/>; the whole also measures how well a clip fits a text.
/// </summary>
/// <remarks>Keys: <c>text.*</c>, <c>image.*</c>, <c>text_projection.weight</c>, <c>loss.logit_scale</c>. Source: spec training §6.2.</remarks>
public sealed class ContrastiveClip : nn.Module<TokenBatch, Tensor, Tensor>
{
    [ComponentName(Name = "text")] private readonly ClipTextModel _text;
    [ComponentName(Name = "image")] private readonly ClipImageTower _image;
    [ComponentName(Name = "text_projection")] private readonly Linear _projection;
    [ComponentName(Name = "loss")] private readonly ContrastiveLoss _loss;

    /// <param name="config">Sizes of the text tower.</param>
    /// <param name="embeddingWidth">Width E of the common space, in channels.</param>
    /// <param name="device">Where the weights live; CPU when null.</param>
    /// <param name="dtype">Element type of weights and arithmetic; float32 when null.</param>
    /// <exception cref="ConfigException">A rule of the configuration is broken.</exception>
    public ContrastiveClip(ClipTextConfig config, int embeddingWidth, Device? device = null, ScalarType? dtype = null)
        : base(nameof(ContrastiveClip))
    {
        ArgumentNullException.ThrowIfNull(config);
        EmbeddingWidth = embeddingWidth;
        _text = new ClipTextModel(config, device, dtype);
        _image = new ClipImageTower(embeddingWidth, device, dtype);
        _projection = nn.Linear(config.HiddenSize, embeddingWidth, hasBias: false, device, dtype);
        _loss = new ContrastiveLoss(device, dtype);
        RegisterComponents();
    }

    /// <summary>Width E of the common space, in channels.</summary>
    public int EmbeddingWidth { get; }

    /// <summary>The text tower; stays this module's.</summary>
    public ClipTextModel Text => _text;

    /// <summary>The image tower; stays this module's.</summary>
    public ClipImageTower Image => _image;

    /// <summary>The loss of a batch of captions and their clips.</summary>
    /// <param name="captions">Caption i belongs to clip i.</param>
    /// <param name="frames"><c>[B, 9, 64, 64]</c> of <see cref="ClipImageTower.StackFrames"/>.</param>
    /// <returns>A scalar; the caller owns it.</returns>
    public override Tensor forward(TokenBatch captions, Tensor frames)
    {
        ArgumentNullException.ThrowIfNull(captions);
        using var scope = NewDisposeScope();
        var same = ContrastiveLoss.SameText(captions.Ids);                                               // [B, B]
        return _loss.forward(_image.forward(frames), EmbedText(captions), same).MoveToOuterDisposeScope();
    }

    /// <summary>Scaled cosines of clips (rows) and captions (columns), <c>[B, C]</c>; the caller owns it.</summary>
    public Tensor Similarities(TokenBatch captions, Tensor frames)
    {
        ArgumentNullException.ThrowIfNull(captions);
        using var scope = NewDisposeScope();
        return _loss.Similarities(_image.forward(frames), EmbedText(captions)).MoveToOuterDisposeScope();
    }

    private Tensor EmbedText(TokenBatch captions) =>
        _projection.forward(_text.forward(captions.Ids, captions.Mask).Pooled);                          // [B, E]
}
