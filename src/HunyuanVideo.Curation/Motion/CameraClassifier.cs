using HunyuanVideo.Random;

namespace HunyuanVideo.Curation.Motion;

/// <summary>
/// Names the camera's move by an ordered list of soft rules: a rule's margin is the least of its conditions', as the
/// logarithm of measured value over threshold, and a later rule holds only as far as the earlier ones fail.
/// Source: spec curation §4 S15.
/// </summary>
public sealed class CameraClassifier
{
    /// <summary>Name of the stage.</summary>
    public const string Stage = "camera";

    /// <summary>Version of the algorithm: part of the stage key.</summary>
    public const int AlgorithmVersion = 1;

    private const double Least = 1e-6;

    private readonly CameraOptions _options;
    private readonly double _placesPerSecond;

    /// <param name="options">Thresholds.</param>
    /// <param name="placesPerSecond">Rate of the measured pairs.</param>
    public CameraClassifier(CameraOptions? options = null, double? placesPerSecond = null) =>
        (_options, _placesPerSecond) = (options ?? new CameraOptions(), placesPerSecond ?? new MotionOptions().PairsPerSecond);

    /// <summary>The row of a clip.</summary>
    public CameraRow Classify(ClipMotion motion)
    {
        ArgumentNullException.ThrowIfNull(motion);
        var features = CameraFeatures.Of(motion, _placesPerSecond);
        return Classify(motion.Row.ClipId, features.Supported >= _options.LeastSupported ? features : features.AtRest());
    }

    /// <summary>The row of a clip with known features.</summary>
    public CameraRow Classify(string clipId, CameraFeatures features)
    {
        ArgumentNullException.ThrowIfNull(features);
        var margins = Margins(features);
        var scores = Softmax(margins);
        var top = Array.IndexOf(scores, scores.Max());
        var second = scores.Where((_, index) => index != top).Max();
        var confidence = (scores[top] - second) * (0.5 + (0.5 * features.Supported));
        if (top is >= (int)CameraLabel.PanUp and <= (int)CameraLabel.TiltRight && IsFlat(features))
        {
            confidence = Math.Min(confidence, _options.FlatConfidence);
        }

        return new CameraRow
        {
            ClipId = clipId,
            Label = CameraLabels.Names[top],
            Confidence = (float)confidence,
            Scores = Array.ConvertAll(scores, score => (float)score),
            ZoomRate = (float)features.Zoom,
            PanX = (float)features.X,
            PanY = (float)features.Y,
            Roll = (float)(features.Roll * 180 / Math.PI),
            Parallax = (float)features.Parallax,
            Shake = (float)features.Shake,
        };
    }

    private double[] Margins(CameraFeatures features)
    {
        var margins = new double[CameraLabels.Names.Count];
        Array.Fill(margins, -2 * _options.MostMargin);
        var fastest = Math.Max(features.Speed, Math.Abs(Rim(features) ?? 0));
        var still = Math.Min(Over(_options.StaticSpeed, fastest), Over(_options.StaticShake, features.Shake));
        margins[(int)CameraLabel.Static] = still;
        var hand = Math.Min(Over(features.Shake, _options.HandheldShake), Over(_options.HandheldDrift * features.Shake, features.Shift));
        margins[(int)CameraLabel.Handheld] = hand = Math.Min(hand, -still);
        var zoom = Math.Min(Over(Math.Abs(features.Zoom), _options.ZoomRate), Over(Math.Abs(features.Zoom) * _options.ZoomOverShift, features.Shift));
        zoom = Math.Min(zoom, -Math.Max(still, hand));
        margins[(int)(features.Zoom > 0 ? CameraLabel.ZoomIn : CameraLabel.ZoomOut)] = zoom;
        var before = Math.Max(zoom, Math.Max(still, hand));
        var around = Math.Min(Around(features), -before);
        margins[(int)AroundLabel(features)] = around;
        Shift(features, -Math.Max(before, around), margins);
        return margins;
    }

    private double Around(CameraFeatures features)
    {
        if (features.CentreX is not { } centre || Rim(features) is not { } rim)
        {
            return -_options.MostMargin;
        }

        var middle = centre * rim <= 0 ? _options.MostMargin : Over(_options.AroundCentre * Math.Abs(rim), Math.Abs(centre));
        var motion = Math.Min(Over(Math.Abs(rim), _options.ShiftSpeed), Over(Math.Abs(rim), Math.Abs(features.Y)));
        return Math.Min(Math.Min(middle, motion), Over(features.Parallax, _options.AroundParallax));
    }

    private double? Rim(CameraFeatures features) =>
        features.Shift >= _options.ShiftSpeed || features.Coverage >= _options.RimCoverage ? features.RimX : null;

    private CameraLabel AroundLabel(CameraFeatures features) =>
        features.RimX < 0 == _options.RimAgainstCamera ? CameraLabel.AroundRight : CameraLabel.AroundLeft;

    // Pan and tilt share the move and differ in what else they show: parallax or keystone.
    private void Shift(CameraFeatures features, double rest, double[] margins)
    {
        var isSideways = Math.Abs(features.X) >= Math.Abs(features.Y);
        var (main, other) = isSideways ? (features.X, features.Y) : (features.Y, features.X);
        var move = Math.Min(rest, Math.Min(Over(features.Shift, _options.ShiftSpeed), Over(Math.Abs(main), Math.Abs(other))));
        var travels = Travel(features) - Turn(features);
        if (IsFlat(features))
        {
            travels = isSideways ? _options.FlatLean : -_options.FlatLean;
        }

        var (pan, tilt) = (isSideways, main > 0) switch
        {
            (true, true) => (CameraLabel.PanLeft, CameraLabel.TiltLeft),
            (true, false) => (CameraLabel.PanRight, CameraLabel.TiltRight),
            (false, true) => (CameraLabel.PanUp, CameraLabel.TiltUp),
            (false, false) => (CameraLabel.PanDown, CameraLabel.TiltDown),
        };
        margins[(int)pan] = move + Math.Min(0, travels);
        margins[(int)tilt] = move + Math.Min(0, -travels);
    }

    private bool IsFlat(CameraFeatures features) => Travel(features) < 0 && Turn(features) < 0;

    private double Travel(CameraFeatures features) => Over(features.Depth, _options.PanParallax);

    private double Turn(CameraFeatures features) => Over(features.Keystone, _options.TiltKeystone);

    private double Over(double value, double threshold) => Math.Clamp(
        PortableMath.Log(Math.Max(value, Least)) - PortableMath.Log(Math.Max(threshold, Least)), -_options.MostMargin, _options.MostMargin);

    private double[] Softmax(double[] margins)
    {
        var most = margins.Max();
        var weights = Array.ConvertAll(margins, margin => PortableMath.Exp(_options.Steepness * (margin - most)));
        var sum = weights.Sum();
        return Array.ConvertAll(weights, weight => weight / sum);
    }
}
