using HunyuanVideo.Curation.Frames;
using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Picture;

/// <summary>Finds black, coloured and blurred bars around the picture. Source: spec curation §4 S4.</summary>
public sealed class BorderAnalyser : IClipAnalyser
{
    /// <summary>Name of the stage.</summary>
    public const string Stage = "borders";

    /// <summary>Version of the algorithm.</summary>
    public const int Version = 1;

    private readonly AnalysedClip _clip;
    private readonly BorderOptions _options;
    private BorderSide[] _sides = [];
    private BlurredBars? _blurred;
    private (int Width, int Height) _view;
    private int _frames;
    private int _looked;
    private int _bright;

    /// <param name="clip">The clip that will be shown.</param>
    /// <param name="options">What counts as a border.</param>
    public BorderAnalyser(AnalysedClip clip, BorderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(clip);
        _clip = clip;
        _options = options ?? new BorderOptions();
    }

    /// <inheritdoc/>
    public void Add(ViewFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (_frames++ % _options.FrameStep != 0)
        {
            return;
        }

        if (_sides.Length == 0)
        {
            _view = (frame.Width, frame.Height);
            _sides = [.. Enum.GetValues<PictureSide>().Select(side => new BorderSide(side, frame.Width, frame.Height, _options))];
            _blurred = new BlurredBars(frame.Width, frame.Height, _options);
        }

        _looked++;
        if (Mean(frame.Y.AsSpan(0, frame.Width * frame.Height)) > _options.LeastFrameMean)
        {
            _bright++;
            Look(frame);
        }
    }

    /// <summary>The border over all frames added; the whole picture if none was.</summary>
    public BorderRow Finish()
    {
        if (_bright == 0)
        {
            return Row(new PixelBox(0, 0, _clip.Width, _clip.Height), _looked == 0 ? "none" : "dark", 0, changes: false);
        }

        foreach (var side in _sides)
        {
            side.Finish();
        }

        var found = _sides.Where(side => side.Depth > 0).ToArray();
        var changes = _sides.Any(side => side.Changes);
        if (found.Length == 0 && _blurred!.Find() is { } bars)
        {
            return Row(ToSource(bars.Depths), "blurred", bars.Correlation, changes);
        }

        var kind = found.Length == 0 ? "none" : found.Any(side => side.IsColoured) ? "coloured" : "black";
        var certainty = found.Length == 0 ? 1 : found.Min(side => side.Step / (side.Step + _options.LeastStep));
        return Row(ToSource([.. _sides.Select(side => side.Depth)]), kind, certainty * _bright / _looked, changes);
    }

    private void Look(ViewFrame frame)
    {
        var top = _sides[(int)PictureSide.Top].Add(frame, 0, frame.Width);
        var bottom = _sides[(int)PictureSide.Bottom].Add(frame, 0, frame.Width);
        // Beside letterbox bars a column of the picture would look half black.
        _sides[(int)PictureSide.Left].Add(frame, top, frame.Height - bottom);
        _sides[(int)PictureSide.Right].Add(frame, top, frame.Height - bottom);
        _blurred!.Add(frame);
    }

    private static double Mean(ReadOnlySpan<byte> luma)
    {
        var sum = 0L;
        var x = 0;
        for (; x <= luma.Length - ByteLanes.Count; x += ByteLanes.Count)
        {
            sum += ByteLanes.Sum(System.Runtime.Intrinsics.Vector128.Create(luma.Slice(x, ByteLanes.Count)));
        }

        for (; x < luma.Length; x++)
        {
            sum += luma[x];
        }

        return sum / (double)luma.Length;
    }

    /// <summary>Depths in the order of <see cref="PictureSide"/>; rounded inwards and one pixel more, where the border is mixed with the picture.</summary>
    private PixelBox ToSource(int[] depths)
    {
        var (horizontal, vertical) = (_clip.Width / (double)_view.Width, _clip.Height / (double)_view.Height);
        return new PixelBox(
            Pixels(depths[(int)PictureSide.Left], horizontal),
            Pixels(depths[(int)PictureSide.Top], vertical),
            _clip.Width - Pixels(depths[(int)PictureSide.Right], horizontal),
            _clip.Height - Pixels(depths[(int)PictureSide.Bottom], vertical));
    }

    private int Pixels(int depth, double scale) => depth == 0 ? 0 : (int)Math.Ceiling(depth * scale) + _options.ExtraPixels;

    private BorderRow Row(PixelBox box, string kind, double confidence, bool changes) => new()
    {
        ClipId = _clip.ClipId,
        X0 = box.X0,
        Y0 = box.Y0,
        X1 = box.X1,
        Y1 = box.Y1,
        Kind = kind,
        Confidence = (float)Math.Clamp(confidence, 0, 1),
        Changes = changes,
    };
}
