using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace HunyuanVideo.Training.Text;

/// <summary>
/// Small convolutional net that turns a clip into one vector beside its caption's. Only used to train the CLIP text
/// tower; it is never shipped.
/// </summary>
/// <remarks>
/// It sees the first, the middle and the last frame as 9 channels. One frame cannot tell "moves to the left" from "moves
/// to the right", and the text tower would then learn to drop the motion words that the transformer needs. First and
/// last frame show direction, growth and fading; the middle one separates motions that end where they began (circles,
/// bounces) from standing still. More frames would cost time without naming another motion. The last layer reads
/// the 4 × 4 map without averaging it, because captions speak of places. Source: spec training §6.2.
/// </remarks>
public sealed class ClipImageTower : nn.Module<Tensor, Tensor>
{
    /// <summary>Frames of a clip that the net sees.</summary>
    public const int FrameCount = 3;

    /// <summary>Width and height of a frame, in pixels.</summary>
    public const int Side = 64;

    private const int Groups = 8;
    private static readonly int[] Widths = [32, 64, 128, 128];   // each stage halves the side: 64 → 4

    [ComponentName(Name = "stages")] private readonly Sequential _stages;
    [ComponentName(Name = "projection")] private readonly Linear _projection;

    /// <param name="embeddingWidth">Width E that pictures and texts share, in channels.</param>
    /// <param name="device">Where the weights live; CPU when null.</param>
    /// <param name="dtype">Element type of weights and arithmetic; float32 when null.</param>
    public ClipImageTower(int embeddingWidth, Device? device = null, ScalarType? dtype = null)
        : base(nameof(ClipImageTower))
    {
        var stages = new List<nn.Module<Tensor, Tensor>>();
        var width = 3 * FrameCount;
        foreach (var next in Widths)
        {
            stages.Add(nn.Conv2d(width, next, kernel_size: 3, stride: 2, padding: 1, device: device, dtype: dtype));
            stages.Add(nn.GroupNorm(Groups, next, device: device, dtype: dtype));
            stages.Add(nn.SiLU());
            width = next;
        }

        const int LastSide = Side >> 4;
        _stages = nn.Sequential(stages);
        _projection = nn.Linear(width * LastSide * LastSide, embeddingWidth, device: device, dtype: dtype);
        RegisterComponents();
    }

    /// <summary>The frames that <see cref="forward"/> reads: first, middle and last, shrunk by averaging.</summary>
    /// <param name="video">Clips in −1 … 1, <c>[B, 3, F, H, W]</c>; a picture (F = 1) is three equal frames.</param>
    /// <returns><c>[B, 9, 64, 64]</c>; the caller owns it.</returns>
    public static Tensor StackFrames(Tensor video)
    {
        ArgumentNullException.ThrowIfNull(video);
        using var scope = NewDisposeScope();
        var last = video.shape[2] - 1;
        var frames = cat([video.select(2, 0), video.select(2, last / 2), video.select(2, last)], 1);     // [B, 9, H, W]
        return nn.functional.interpolate(frames, [Side, Side], mode: InterpolationMode.Area).MoveToOuterDisposeScope();
    }

    /// <summary>Stacked frames <c>[B, 9, 64, 64]</c> → vectors <c>[B, E]</c>, not of unit length; the caller owns them.</summary>
    public override Tensor forward(Tensor frames)
    {
        using var scope = NewDisposeScope();
        var map = _stages.forward(frames);                                                               // [B, 128, 4, 4]
        return _projection.forward(map.flatten(1)).MoveToOuterDisposeScope();                            // [B, E]
    }
}
