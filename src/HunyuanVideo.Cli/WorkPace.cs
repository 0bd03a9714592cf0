using System.Globalization;

namespace HunyuanVideo.Cli;

/// <summary>Rate and time left of the running stage, from its reports.</summary>
internal sealed class WorkPace(TimeProvider time)
{
    private WorkProgress? _first;
    private WorkProgress? _last;
    private long _began;

    /// <summary>Takes the next report. True when it begins a stage: another one, or the same once more.</summary>
    public bool Note(WorkProgress progress)
    {
        var begins = _last is null || progress.Stage != _last.Stage || progress.Done < _last.Done;
        if (begins)
        {
            (_first, _began) = (progress, time.GetTimestamp());
        }

        _last = progress;
        return begins;
    }

    /// <summary>The newest report in words: <c>sampling: 3 of 24 steps, 1.2 s/step, 0:00:25 left</c>.</summary>
    public string Describe()
    {
        if (_last is not { } last)
        {
            return "";
        }

        var done = last.Done - _first!.Done;
        var pace = done > 0 ? ", " + Rate(last.Unit, done, time.GetElapsedTime(_began), last.Total - last.Done) : "";
        var note = last.Note.Length > 0 ? " · " + last.Note : "";
        return string.Create(CultureInfo.InvariantCulture, $"{last.Stage}: {last.Done} of {Amounts.Of(last.Total, last.Unit)}{pace}{note}");
    }

    private static string Rate(string unit, long done, TimeSpan elapsed, long left)
    {
        var seconds = Math.Max(elapsed.TotalSeconds, 1e-3) / done;
        var rate = seconds < 1
            ? string.Create(CultureInfo.InvariantCulture, $"{1 / seconds:F1} {unit}s/s")
            : string.Create(CultureInfo.InvariantCulture, $"{seconds:F1} s/{unit}");
        var wait = TimeSpan.FromSeconds(Math.Min(seconds * left, TimeSpan.MaxValue.TotalSeconds / 2));
        return string.Create(CultureInfo.InvariantCulture, $"{rate}, {(long)wait.TotalHours}:{wait:mm\\:ss} left");
    }
}
