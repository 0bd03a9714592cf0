namespace HunyuanVideo.Evaluation;

/// <summary>How fast two models make the same videos, one after the other in turn on the same machine.</summary>
/// <param name="FirstSeconds">Mean seconds of a video of the first one.</param>
/// <param name="SecondSeconds">Mean seconds of the second one.</param>
/// <param name="Ratio">Median over the prompts of first seconds over second seconds: above 1 the second is faster.</param>
/// <param name="Count">Prompts that both made in this run; the first of several is left out, for it warms up.</param>
public sealed record ComparedSpeed(double FirstSeconds, double SecondSeconds, double Ratio, int Count)
{
    /// <summary>From the seconds of each prompt; null if no prompt was made by both.</summary>
    public static ComparedSpeed? Of(IReadOnlyList<(double? First, double? Second)> seconds)
    {
        ArgumentNullException.ThrowIfNull(seconds);
        var both = seconds.Where(pair => pair is { First: not null, Second: not null }).Select(pair => (First: pair.First!.Value, Second: pair.Second!.Value)).ToList();
        var timed = both.Count > 1 ? both[1..] : both;
        if (timed.Count == 0)
        {
            return null;
        }

        var ratios = timed.Select(pair => pair.First / pair.Second).Order().ToList();
        var median = (ratios[(ratios.Count - 1) / 2] + ratios[ratios.Count / 2]) / 2;
        return new ComparedSpeed(timed.Average(pair => pair.First), timed.Average(pair => pair.Second), median, timed.Count);
    }
}
