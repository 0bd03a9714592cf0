namespace HunyuanVideo.Curation.Running;

/// <summary>How far a stage is.</summary>
/// <param name="Stage">Its name.</param>
/// <param name="Done">Units that are done, of this run and of earlier ones.</param>
/// <param name="All">Units known so far.</param>
/// <param name="Failed">Units that failed in this run.</param>
/// <param name="Quarantined">Units in quarantine.</param>
/// <param name="UnitsPerSecond">Rate of this run.</param>
/// <param name="MediaSecondsPerSecond">Seconds of film per second of this run.</param>
/// <param name="SecondsLeft">Forecast from the cost of what is left, or null before the first unit.</param>
public sealed record StageProgress(
    string Stage, int Done, int All, int Failed, int Quarantined, double UnitsPerSecond, double MediaSecondsPerSecond, double? SecondsLeft)
{
    private const double LeastUnits = 0.005;        // below, they would read as none
    private const double LeastMedia = 0.05;

    /// <summary>Whether every unit has come to its end.</summary>
    public bool IsOver => Done + Failed + Quarantined >= All;

    /// <summary>One line for a log.</summary>
    public override string ToString() => FormattableString.Invariant($"{Stage}: {Done}/{All}{Pace()}, {Failed} failed, {Quarantined} quarantined");

    // A stage with nothing left has no time left, one that did next to nothing has no rate.
    private string Pace()
    {
        var units = UnitsPerSecond >= LeastUnits ? FormattableString.Invariant($", {UnitsPerSecond:0.00} units/s") : "";
        var media = MediaSecondsPerSecond >= LeastMedia ? FormattableString.Invariant($", {MediaSecondsPerSecond:0.0} media-s/s") : "";
        return units + media + (IsOver ? "" : SecondsLeft is { } left ? FormattableString.Invariant($", {left:0} s left") : ", time left unknown");
    }
}
