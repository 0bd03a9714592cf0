using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Plugins;

/// <summary>
/// Shot boundaries by a TransNetV2 model: windows of 100 frames, step 50, of which the middle 50 count; the first and last
/// frame repeated as padding. Source: spec curation §4 S2 (plug-in).
/// </summary>
/// <param name="model">A plug-in of the kind <c>transnetv2</c>; stays the caller's.</param>
/// <param name="options">Thresholds.</param>
public sealed class TransNetV2(OnnxModel model, TransNetV2Options options)
{
    /// <summary>A window's margins are a quarter of it each.</summary>
    internal const int WindowQuarters = 4;

    private readonly PictureFormat _format = model.Plugin.Picture;

    /// <summary>A frame as the model takes it.</summary>
    /// <param name="frame">Of any size.</param>
    public float[] See(RgbPicture frame) => PictureScaler.Scale(frame, _format.Width, _format.Height, _format.Kernel);

    /// <summary>Transitions of a stretch of film, by frames from its begin.</summary>
    /// <param name="seen">All its frames.</param>
    /// <exception cref="InputException">The model fails or answers in another shape.</exception>
    public IReadOnlyList<PluginTransition> Find(IReadOnlyList<float[]> seen)
    {
        var (lastOfShot, mixed) = Predict(seen);
        return Decide(lastOfShot, mixed);
    }

    /// <summary>Whether a stretch of film is one shot, and its most doubtful frame.</summary>
    /// <param name="first">Number of its first frame in the source.</param>
    /// <param name="seen">All its frames.</param>
    /// <exception cref="InputException">As <see cref="Find"/>.</exception>
    public ShotModelRow Judge(int first, IReadOnlyList<float[]> seen)
    {
        ArgumentNullException.ThrowIfNull(seen);
        var (lastOfShot, mixed) = Predict(seen);
        var found = Decide(lastOfShot, mixed);
        var (score, frame) = Enumerable.Range(1, Math.Max(0, seen.Count - 1)).Select(next => (Score: lastOfShot[next - 1], Frame: next))
            .Concat(found.Select(transition => (transition.Score, Frame: transition.First)))
            .MaxBy(place => place.Score);
        return new ShotModelRow { WorstScore = score, WorstFrame = first + frame, SingleShot = found.Count == 0 };
    }

    /// <summary>
    /// Cuts behind local maxima of <paramref name="lastOfShot"/>, gradual transitions where <paramref name="mixed"/> stays high.
    /// A cut inside a gradual transition is part of it.
    /// </summary>
    public IReadOnlyList<PluginTransition> Decide(ReadOnlySpan<float> lastOfShot, ReadOnlySpan<float> mixed)
    {
        var found = new List<PluginTransition>();
        for (var i = 0; i < mixed.Length; i++)
        {
            var first = i;
            while (i < mixed.Length && mixed[i] > options.GradualThreshold)
            {
                i++;
            }

            if (i - first >= options.LeastGradual)
            {
                found.Add(new PluginTransition(true, first, i - 1, Greatest(mixed[first..i])));
            }
        }

        for (var i = 0; i < lastOfShot.Length - 1; i++)
        {
            var isPeak = lastOfShot[i] > options.CutThreshold && (i == 0 || lastOfShot[i] > lastOfShot[i - 1]) && lastOfShot[i] >= lastOfShot[i + 1];
            if (isPeak && !found.Exists(gradual => gradual.IsGradual && gradual.First <= i + 1 && i <= gradual.Last))
            {
                found.Add(new PluginTransition(false, i + 1, i + 1, lastOfShot[i]));
            }
        }

        return [.. found.OrderBy(transition => (transition.First, transition.Last))];
    }

    private (float[] LastOfShot, float[] Mixed) Predict(IReadOnlyList<float[]> seen)
    {
        var (lastOfShot, mixed) = (new float[seen.Count], new float[seen.Count]);
        var (step, margin) = (_format.Frames / 2, _format.Frames / WindowQuarters);
        for (var start = 0; start < seen.Count; start += step)
        {
            var window = Enumerable.Range(start - margin, _format.Frames).Select(i => seen[Math.Clamp(i, 0, seen.Count - 1)]).ToArray();
            var results = model.Run(new Dictionary<string, OnnxTensor> { ["frames"] = PictureTensor.Pack(window, _format.Width, _format.Height, _format) });
            var count = Math.Min(step, seen.Count - start);
            Predictions(results["single"]).AsSpan(margin, count).CopyTo(lastOfShot.AsSpan(start));
            Predictions(results["many"]).AsSpan(margin, count).CopyTo(mixed.AsSpan(start));
        }

        return (Probabilities.EachOf(model.Plugin, lastOfShot), Probabilities.EachOf(model.Plugin, mixed));
    }

    private float[] Predictions(OnnxTensor result) => result.Values.Length == _format.Frames
        ? result.Values
        : throw new InputException($"{model.Plugin.Shown}: answers [{string.Join(", ", result.Shape)}] for {_format.Frames} frames; one number a frame is wanted.");

    private static float Greatest(ReadOnlySpan<float> values)
    {
        var greatest = values[0];
        foreach (var value in values)
        {
            greatest = Math.Max(greatest, value);
        }

        return greatest;
    }
}
