namespace HunyuanVideo.Curation.Shots;

/// <summary>
/// A strip of a long film: it decides on transitions that begin in its core and looks at some frames more on both sides.
/// Strips depend on frame numbers alone, so every way of decoding decides on the same ones.
/// </summary>
/// <param name="Frames">All that it looks at.</param>
/// <param name="Core">What it decides on.</param>
internal readonly record struct StripRange(FrameRange Frames, FrameRange Core)
{
    /// <summary>The strips of a film of <paramref name="count"/> frames.</summary>
    public static IEnumerable<StripRange> Of(int count, ShotDecodeOptions options)
    {
        for (var core = 0; core < count;)
        {
            var isLast = core + options.StripCore + options.StripOverlap > count;
            var end = isLast ? count : core + options.StripCore;
            yield return new StripRange(
                new FrameRange(Math.Max(0, core - options.StripOverlap), Math.Min(count, end + options.StripOverlap) - 1), new FrameRange(core, end - 1));
            core = end;
        }
    }
}
