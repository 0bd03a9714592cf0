namespace HunyuanVideo.Synthetic;

/// <summary>A thing strikes an edge and sounds.</summary>
/// <param name="Seconds">Time since the first frame.</param>
/// <param name="Thing">Index of the thing in its scene.</param>
/// <param name="PitchHertz">Its shape's pitch.</param>
/// <param name="Speed">Speed towards the edge, shorter sides per clip; loudness is proportional to it.</param>
public sealed record Onset(double Seconds, int Thing, double PitchHertz, double Speed)
{
    internal static IEnumerable<Onset> In(Scene scene, ClipSize size) =>
        scene.Things
            .SelectMany((thing, index) => thing.Collisions(size).Select(collision =>
                new Onset(size.SecondsAt(collision.Progress), index, StruckTones.PitchOf(thing.Shape), collision.Speed)))
            .OrderBy(onset => onset.Seconds);
}
