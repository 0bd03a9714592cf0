using HunyuanVideo.Curation.Policies;
using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Materialise;

/// <summary>
/// Puts clips into buckets of a few aspect classes. Sizes and the cut are those of training
/// (<see cref="BucketGrid"/>); the class is the one with the least |log ratio|. Source: spec curation §10.
/// </summary>
public sealed class AspectBuckets
{
    private const double Rounding = 1e-6;     // of a frame: 4.0 seconds at 24/s are 96 frames, whatever the last bit says

    private readonly BucketGrid _grid;
    private readonly PolicyOutput _output;

    /// <param name="output">Area, lengths and aspect classes.</param>
    public AspectBuckets(PolicyOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        _output = output;
        var side = (int)Math.Round(Math.Sqrt((double)output.Area[0] * output.Area[1]));
        _grid = new BucketGrid(side, BucketGrid.StepFor(side), output.Frames, output.Frames.Max(), tokenBudget: 1);
        Sizes = [.. output.Aspects.Select(Ratio).Select(ratio => Nearest(_grid.Sizes, ratio)).Distinct()];
    }

    /// <summary>The sizes of the aspect classes, in the policy's order.</summary>
    public IReadOnlyList<BucketSize> Sizes { get; }

    /// <summary>The cut of an item, or the word that says why it has none: <c>no_bucket</c>, <c>too_small</c>, <c>too_short</c>.</summary>
    public (BucketCut? Cut, string? Fault) Cut(MaterialItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        var (width, height) = (item.Crop.Width, item.Crop.Height);
        if (width < 1 || height < 1)
        {
            return (null, "no_bucket");
        }

        var cut = _grid.CutTo(Nearest(Sizes, (double)width / height), new BucketClip(width, height, FramesOf(item), FramesPerSecond: 0));
        var lost = 1 - ((double)cut.Size.Width * cut.Size.Height / ((double)cut.Resized.Width * cut.Resized.Height));
        var fault = lost > _output.LargestCropAway ? "no_bucket"
            : cut.Resized.Width > width || cut.Resized.Height > height ? "too_small"
            : !_output.Frames.Contains(cut.Frames) ? "too_short" : null;
        return (fault is null ? cut : null, fault);
    }

    /// <summary>Frames that an item fills at the policy's rate.</summary>
    private int FramesOf(MaterialItem item)
    {
        var times = item.Times;
        if (times.Count < 2)
        {
            return times.Count;
        }

        var steps = times.Zip(times.Skip(1), (a, b) => b - a).Order().ToList();
        return Math.Max(1, (int)Math.Floor(((times[^1] + steps[steps.Count / 2]) * _output.Fps) + Rounding));
    }

    private static BucketSize Nearest(IReadOnlyList<BucketSize> sizes, double ratio) => sizes.MinBy(size => Math.Abs(Math.Log((double)size.Width / size.Height / ratio)));

    private static double Ratio(string aspect)
    {
        var sides = aspect.Split(':').Select(side => double.Parse(side, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        return sides[0] / sides[1];
    }
}
