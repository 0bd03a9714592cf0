using HunyuanVideo.Media;
using HunyuanVideo.Random;

namespace HunyuanVideo.Curation.Plugins;

/// <summary>
/// Quality by a DOVER model: an aesthetic view of the whole picture and a technical view of patches cut at native size.
/// Source: spec curation §4 S8 (plug-in).
/// </summary>
/// <param name="model">A plug-in of the kind <c>dover</c>; stays the caller's.</param>
/// <param name="options">Numbers; the defaults are the specification's.</param>
public sealed class Dover(OnnxModel model, DoverOptions options)
{
    private const int Colours = 3;
    private const int SeedDigits = 16;

    private readonly PictureFormat _format = model.Plugin.Picture;

    /// <summary>Frames of a clip, counted from its first, that <see cref="Judge"/> asks for: one list per technical window.</summary>
    public IReadOnlyList<int[]> Windows(int frames)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(frames);
        var length = (_format.Frames - 1) * options.Interval + 1;
        return [.. Enumerable.Range(0, options.TechnicalWindows).Select(window =>
        {
            var room = Math.Max(0, frames - length);
            var start = options.TechnicalWindows == 1 ? room / 2 : (int)((long)room * window / (options.TechnicalWindows - 1));
            return Enumerable.Range(0, _format.Frames).Select(i => Math.Min(frames - 1, start + i * options.Interval)).ToArray();
        })];
    }

    /// <summary>Both views of a frame at native size.</summary>
    /// <param name="clipId">Fixes where the patches are cut.</param>
    /// <param name="native">The frame.</param>
    public DoverFrame See(string clipId, RgbPicture native)
    {
        ArgumentNullException.ThrowIfNull(clipId);
        ArgumentNullException.ThrowIfNull(native);
        return new DoverFrame(PictureTensor.Fit(native, _format), Patches(_format, options, clipId, native));
    }

    /// <summary>The clip's scores; the aesthetic view is that of the middle window.</summary>
    /// <param name="frames">Frames of the clip.</param>
    /// <param name="seen">A frame by its number from the clip's first.</param>
    /// <exception cref="InputException">The model fails or answers in another shape.</exception>
    public DoverRow Judge(int frames, Func<int, DoverFrame> seen)
    {
        ArgumentNullException.ThrowIfNull(seen);
        var windows = Windows(frames);
        var (technical, aesthetic) = (0.0, 0.0);
        for (var window = 0; window < windows.Count; window++)
        {
            DoverFrame[] views = [.. windows[window].Select(seen)];
            var results = model.Run(new Dictionary<string, OnnxTensor>
            {
                ["aesthetic"] = PictureTensor.Pack([.. views.Select(view => view.Whole)], _format.Width, _format.Height, _format),
                ["technical"] = PictureTensor.Pack([.. views.Select(view => view.Patches)], _format.Width, _format.Height, _format),
            });
            technical += Score(results["technical"]) / windows.Count;
            aesthetic = window == windows.Count / 2 ? Score(results["aesthetic"]) : aesthetic;
        }

        return new DoverRow { Technical = (float)technical, Aesthetic = (float)aesthetic, Fused = (float)Fuse(technical, aesthetic) };
    }

    /// <summary>σ(weighted sum of both scores, each centred and scaled).</summary>
    public double Fuse(double technical, double aesthetic)
    {
        var sum = options.TechnicalWeight * (technical - options.TechnicalMean) / options.TechnicalSpread
            + options.AestheticWeight * (aesthetic - options.AestheticMean) / options.AestheticSpread;
        return 1 / (1 + Math.Exp(-sum));
    }

    /// <summary>The technical view: a grid of patches, each at one place of its own cell, the same in every frame of a clip.</summary>
    internal static float[] Patches(PictureFormat format, DoverOptions options, string clipId, RgbPicture picture)
    {
        int columns = format.Width / options.Grid, rows = format.Height / options.Grid;
        var random = Philox.For(Seed(clipId), "dover patches");
        var large = Enlarged(PictureTensor.Middle(picture, format), format);
        var (width, height) = (large.Width, large.Height);
        var view = new float[format.Width * format.Height * Colours];
        for (var cell = 0; cell < options.Grid * options.Grid; cell++)
        {
            var (i, j) = (cell % options.Grid, cell / options.Grid);
            var (left, right) = (width * i / options.Grid, width * (i + 1) / options.Grid);
            var (top, bottom) = (height * j / options.Grid, height * (j + 1) / options.Grid);
            var x = left + random.NextInt(Math.Max(1, right - left - columns + 1));
            var y = top + random.NextInt(Math.Max(1, bottom - top - rows + 1));
            CopyPatch(large, Math.Min(x, width - columns), Math.Min(y, height - rows), columns, rows, view, format.Width, i * columns, j * rows);
        }

        return view;
    }

    /// <summary>A picture smaller than the view is scaled up until its cells hold a patch.</summary>
    private static RgbPicture Enlarged(RgbPicture picture, PictureFormat format)
    {
        var scale = Math.Max((double)format.Width / picture.Width, (double)format.Height / picture.Height);
        if (scale <= 1)
        {
            return picture;
        }

        var (width, height) = ((int)Math.Ceiling(picture.Width * scale), (int)Math.Ceiling(picture.Height * scale));
        var pixels = PictureScaler.Scale(picture, width, height, PictureKernel.Bilinear);
        return new RgbPicture([.. pixels.Select(value => (byte)Math.Clamp(MathF.Round(value), 0, 255))], width, height);
    }

    private static void CopyPatch(RgbPicture picture, int x, int y, int columns, int rows, float[] view, int viewWidth, int toX, int toY)
    {
        for (var row = 0; row < rows; row++)
        {
            var from = ((y + row) * picture.Width + x) * Colours;
            var to = ((toY + row) * viewWidth + toX) * Colours;
            for (var i = 0; i < columns * Colours; i++)
            {
                view[to + i] = picture.Pixels[from + i];
            }
        }
    }

    private double Score(OnnxTensor result) => result.Values.Length > 0
        ? result.Values.Average(value => (double)value)
        : throw new InputException($"{model.Plugin.Shown}: answers nothing; at least one number is wanted.");

    private static ulong Seed(string clipId) =>
        ulong.Parse(Units.CurationIds.Clip(clipId, 0, 0)[..SeedDigits], System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture);
}
