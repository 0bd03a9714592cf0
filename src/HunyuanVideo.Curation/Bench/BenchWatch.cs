using System.Diagnostics;

namespace HunyuanVideo.Curation.Bench;

/// <summary>Wall and processor time of a piece of work: beside other work on the same cores, the second says more.</summary>
/// <param name="Seconds">On the wall.</param>
/// <param name="CoreSeconds">Of all cores, without child processes.</param>
internal readonly record struct BenchWatch(double Seconds, double CoreSeconds)
{
    /// <summary>Times some work.</summary>
    public static BenchWatch Time(Action work)
    {
        using var process = Process.GetCurrentProcess();
        var (begin, before) = (Stopwatch.GetTimestamp(), process.TotalProcessorTime);
        work();
        process.Refresh();
        return new BenchWatch(Stopwatch.GetElapsedTime(begin).TotalSeconds, (process.TotalProcessorTime - before).TotalSeconds);
    }
}
