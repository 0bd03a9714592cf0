using System.Globalization;
using System.Text.Json;

namespace HunyuanVideo.Training.Runs;

/// <summary>Times of a run: those it kept, or where it kept none the times of its files.</summary>
internal sealed class RunPace
{
    private const string CheckpointPrefix = "step-";
    private const string Seal = "COMPLETE";

    private RunPace(IReadOnlyList<PacePoint> points, bool isKept) => (Points, IsKept) = (points, isKept);

    /// <summary>Points in order of time.</summary>
    public IReadOnlyList<PacePoint> Points { get; }

    /// <summary>Whether the run kept the times itself.</summary>
    public bool IsKept { get; }

    /// <summary>Reads the times of a run that has made <paramref name="step"/> updates.</summary>
    public static RunPace Read(string folder, long step)
    {
        var kept = Kept(Path.Join(folder, PaceLog.FileName)).ToList();
        return kept.Count > 1 ? new RunPace(kept, isKept: true) : new RunPace([.. FromFiles(folder, step)], isKept: false);
    }

    /// <summary>Updates a second over the newest stretch of at least <paramref name="seconds"/>, or all there is without a pause.</summary>
    public double? Rate(double seconds)
    {
        if (Points.Count < 2)
        {
            return null;
        }

        var (last, first) = (Points[^1], Points.Count - 1);
        while (first > 0 && !Points[first].Begins && (last.Time - Points[first].Time).TotalSeconds < seconds)
        {
            first--;
        }

        var (steps, elapsed) = (last.Step - Points[first].Step, (last.Time - Points[first].Time).TotalSeconds);
        return steps > 0 && elapsed > 0 ? steps / elapsed : null;
    }

    /// <summary>Seconds of computing, without pauses; null if only files tell.</summary>
    public double? SecondsSpent() => !IsKept
        ? null
        : Points.Zip(Points.Skip(1), (from, to) => to.Begins ? 0 : Math.Max(0, (to.Time - from.Time).TotalSeconds)).Sum();

    private static IEnumerable<PacePoint> Kept(string path)
    {
        if (!File.Exists(path))
        {
            yield break;
        }

        foreach (var line in SharedText.Lines(path))
        {
            if (Parse(line) is { } point)
            {
                yield return point;
            }
        }
    }

    // The last line may be half of one.
    private static PacePoint? Parse(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            return new PacePoint(root.GetProperty("step").GetInt64(), root.GetProperty("utc").GetDateTimeOffset(), root.GetProperty("begins").GetBoolean());
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static IEnumerable<PacePoint> FromFiles(string folder, long step)
    {
        var points = new List<PacePoint>();
        var checkpoints = Path.Join(folder, "checkpoints");
        foreach (var path in Directory.Exists(checkpoints) ? Directory.GetDirectories(checkpoints, CheckpointPrefix + "*") : [])
        {
            var seal = Path.Join(path, Seal);
            if (File.Exists(seal) && Number(Path.GetFileName(path)[CheckpointPrefix.Length..]) is { } saved)
            {
                points.Add(new PacePoint(saved, File.GetLastWriteTimeUtc(seal), Begins: false));
            }
        }

        foreach (var picture in RunPreviews.Find(folder))
        {
            points.Add(new PacePoint(picture.Step, File.GetLastWriteTimeUtc(picture.Path), Begins: false));
        }

        var metrics = Path.Join(folder, MetricsLog.FileName);
        if (File.Exists(metrics))
        {
            points.Add(new PacePoint(step, File.GetLastWriteTimeUtc(metrics), Begins: false));
        }

        return points.GroupBy(point => point.Step).Select(same => same.MinBy(point => point.Time)!).OrderBy(point => point.Time).ThenBy(point => point.Step);
    }

    private static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}
