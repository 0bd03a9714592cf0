namespace HunyuanVideo.Curation.Motion;

/// <summary>What the camera's rules read, from all pairs of a clip. Speeds in % of the diagonal per second. Source: spec curation §4 S15.</summary>
public sealed record CameraFeatures
{
    /// <summary>Growth, % per second.</summary>
    public required double Zoom { get; init; }

    /// <summary>Speed of the content to the right.</summary>
    public required double X { get; init; }

    /// <summary>Speed of the content downwards.</summary>
    public required double Y { get; init; }

    /// <summary>Turn, radians per second.</summary>
    public required double Roll { get; init; }

    /// <summary>Mean speed over picture and time, whatever its direction.</summary>
    public required double Speed { get; init; }

    /// <summary>Spread of the speeds along the main direction over the main speed.</summary>
    public required double Parallax { get; init; }

    /// <summary>The same, what lies in one place left out.</summary>
    public required double Depth { get; init; }

    /// <summary>Second-order term over the main displacement, places in half diagonals: (half diagonal / focal length)² for a camera that turns.</summary>
    public required double Keystone { get; init; }

    /// <summary>Horizontal speed of the middle; null if unknown.</summary>
    public required double? CentreX { get; init; }

    /// <summary>Horizontal speed of the rim; null if unknown.</summary>
    public required double? RimX { get; init; }

    /// <summary>Share of blocks that do not follow the global motion.</summary>
    public required double Coverage { get; init; }

    /// <summary>RMS of the path above 2 Hz, % of the diagonal.</summary>
    public required double Shake { get; init; }

    /// <summary>Share of the time with a global motion that the whole picture supports.</summary>
    public required double Supported { get; init; }

    /// <summary>Length of (X, Y).</summary>
    public double Shift => Math.Sqrt((X * X) + (Y * Y));

    /// <summary>The same clip taken for one without camera motion.</summary>
    public CameraFeatures AtRest() => this with { Zoom = 0, X = 0, Y = 0, Roll = 0, Speed = 0, Shake = 0 };

    /// <summary>The features of a clip.</summary>
    /// <param name="motion">Its motion.</param>
    /// <param name="placesPerSecond">Steps of the path; <see cref="MotionOptions.PairsPerSecond"/>.</param>
    public static CameraFeatures Of(ClipMotion motion, double placesPerSecond)
    {
        ArgumentNullException.ThrowIfNull(motion);
        var pairs = motion.Pairs;
        var seconds = pairs.Sum(pair => pair.Seconds);
        var squares = pairs.Sum(pair => (pair.Field.X * pair.Field.X) + (pair.Field.Y * pair.Field.Y));
        var bends = pairs.Sum(pair => (pair.Field.KeystoneX * pair.Field.X) + (pair.Field.KeystoneY * pair.Field.Y));
        return new CameraFeatures
        {
            Zoom = 100 * pairs.Sum(pair => pair.Global.Zoom) / seconds,
            X = pairs.Sum(pair => pair.Global.X) / seconds,
            Y = pairs.Sum(pair => pair.Global.Y) / seconds,
            Roll = pairs.Sum(pair => pair.Global.Roll) / seconds,
            Speed = pairs.Sum(pair => pair.GlobalSpeed * pair.Seconds) / seconds,
            Parallax = MedianShare(pairs, field => field.Spread),
            Depth = MedianShare(pairs, field => field.DepthSpread),
            Keystone = squares > 0 ? bends / squares : 0,
            CentreX = MeanSpeed(pairs, field => field.CentreX),
            RimX = MeanSpeed(pairs, field => field.RimX),
            Coverage = pairs.Sum(pair => pair.Coverage * pair.Seconds) / seconds,
            Shake = new GlobalPath(pairs, placesPerSecond).Shake(),
            Supported = pairs.Where(pair => pair.IsSupported).Sum(pair => pair.Seconds) / seconds,
        };
    }

    // Of the main displacement; the middle one of the pairs, so that a single bad match does not count.
    private static double MedianShare(IReadOnlyList<PairMotion> pairs, Func<CameraField, double> part) =>
        pairs.Select(pair => part(pair.Field) / Math.Max(Length(pair.Field), 1e-6)).Order().ElementAt(pairs.Count / 2);

    // An orbit leaves the fitted middle at rest while the rim moves.
    private static double Length(CameraField field) =>
        Math.Max(Math.Sqrt((field.X * field.X) + (field.Y * field.Y)), Math.Abs(field.RimX ?? 0));

    private static double? MeanSpeed(IReadOnlyList<PairMotion> pairs, Func<CameraField, double?> part)
    {
        var known = pairs.Where(pair => part(pair.Field) is not null).ToList();
        return known.Count == 0 ? null : known.Sum(pair => part(pair.Field)!.Value) / known.Sum(pair => pair.Seconds);
    }
}
