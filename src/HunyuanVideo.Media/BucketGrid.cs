namespace HunyuanVideo.Media;

/// <summary>Sizes of about equal area and different aspect ratio, durations, and the rule that puts a clip into one of them.</summary>
/// <remarks>Source: paper §4.5.2 (B_T × B_AR buckets); spec training §2.4.</remarks>
public sealed class BucketGrid
{
    private const int TokenSide = 16;       // pixels: VAE 8 × patch 2
    private const int TimeCompression = 4;
    private const int FastRate = 50;        // from this rate on every second frame is taken

    private readonly int _targetFrames;
    private readonly int _tokenBudget;

    /// <param name="baseSize">Side of the square with the buckets' area, in pixels.</param>
    /// <param name="step">Sides are multiples of this; see <see cref="StepFor"/>.</param>
    /// <param name="durations">Allowed frame counts 4k + 1.</param>
    /// <param name="targetFrames">Frames wanted of a long clip.</param>
    /// <param name="tokenBudget">Tokens of one batch.</param>
    /// <param name="largestRatio">Longer by shorter side at most.</param>
    public BucketGrid(int baseSize, int step, IEnumerable<int> durations, int targetFrames, int tokenBudget, double largestRatio = 4)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(step, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(baseSize, step);
        Durations = [.. durations.Order()];
        (_targetFrames, _tokenBudget) = (targetFrames, tokenBudget);
        Sizes = [.. SizesOf(baseSize, step, largestRatio)];
    }

    /// <summary>Sizes in the order of the reference; the first of equally near ones wins.</summary>
    public IReadOnlyList<BucketSize> Sizes { get; }

    /// <summary>Allowed frame counts, ascending.</summary>
    public IReadOnlyList<int> Durations { get; }

    /// <summary>Step of the sides for a base size: 16 below 540 pixels, else 32.</summary>
    public static int StepFor(int baseSize) => baseSize < 540 ? 16 : 32;

    /// <summary>Puts a clip into its bucket.</summary>
    public BucketCut Cut(BucketClip clip)
    {
        ArgumentNullException.ThrowIfNull(clip);
        var ratio = (double)clip.Width / clip.Height;
        return CutTo(Sizes.MinBy(bucket => Math.Abs(((double)bucket.Width / bucket.Height) - ratio)), clip);
    }

    /// <summary>Cuts a clip to a size chosen by another rule.</summary>
    /// <param name="size">One of <see cref="Sizes"/>.</param>
    /// <param name="clip">The clip.</param>
    public BucketCut CutTo(BucketSize size, BucketClip clip)
    {
        ArgumentNullException.ThrowIfNull(clip);
        var (frames, stride) = FramesOf(clip);
        var scale = Math.Max((double)size.Height / clip.Height, (double)size.Width / clip.Width);

        // Rounding may leave the scaled clip a pixel short, and the reference then shows a black line.
        var resized = new BucketSize(Math.Max(size.Width, (int)(clip.Width * scale)), Math.Max(size.Height, (int)(clip.Height * scale)));
        var latentFrames = ((frames - 1) / TimeCompression) + 1;
        var tokens = latentFrames * (size.Height / TokenSide) * (size.Width / TokenSide);
        return new BucketCut(
            size, frames, stride, resized, (resized.Width - size.Width) / 2, (resized.Height - size.Height) / 2,
            latentFrames, tokens, Math.Max(1, _tokenBudget / tokens));
    }

    private (int Frames, int Stride) FramesOf(BucketClip clip)
    {
        var stride = (int)clip.FramesPerSecond >= FastRate ? 2 : 1;
        var usable = clip.Frames >= _targetFrames * stride
            ? _targetFrames
            : ((clip.Frames - 1) / (TimeCompression * stride) * TimeCompression) + 1;
        return (Durations.LastOrDefault(duration => duration <= usable, 1), stride);
    }

    private static IEnumerable<BucketSize> SizesOf(int baseSize, int step, double largestRatio)
    {
        var area = (int)Math.Round(Math.Pow((double)baseSize / step, 2), MidpointRounding.ToEven);
        var (columns, rows) = (area, 1);
        while (columns > 0)
        {
            if ((double)Math.Max(columns, rows) / Math.Min(columns, rows) <= largestRatio)
            {
                yield return new BucketSize(columns * step, rows * step);
            }

            if ((rows + 1) * columns <= area)
            {
                rows++;
            }
            else
            {
                columns--;
            }
        }
    }
}
