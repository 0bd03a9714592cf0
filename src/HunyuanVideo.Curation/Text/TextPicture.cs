using HunyuanVideo.Curation.Frames;
using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Text;

/// <summary>A copy of a view frame: the decoder's planes do not last.</summary>
public sealed class TextPicture
{
    private readonly ViewFrame _frame;
    private RgbPicture? _rgb;

    /// <param name="frame">Copied.</param>
    public TextPicture(ViewFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        _frame = frame with { Y = [.. frame.Y], U = [.. frame.U], V = [.. frame.V] };
    }

    /// <summary>Columns.</summary>
    public int Width => _frame.Width;

    /// <summary>Rows.</summary>
    public int Height => _frame.Height;

    /// <summary>Number of the frame in its source.</summary>
    public int Index => _frame.Index;

    /// <summary>The luma.</summary>
    public LumaPlane Luma => new(Width, Height, _frame.Y);

    /// <summary>[H, W, 3] pixels, made on first use.</summary>
    public RgbPicture Rgb => _rgb ??= ViewColours.ToRgb(_frame);
}
