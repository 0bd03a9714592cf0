using System.Numerics;

namespace HunyuanVideo.Synthetic;

/// <summary>The complete description of a clip, independent of its size in pixels and frames.</summary>
/// <param name="Level">The captions' level.</param>
/// <param name="Things">One or two; a later one lies in front.</param>
/// <param name="Background">What lies behind.</param>
/// <param name="Camera">What the camera does.</param>
/// <param name="Light">How it is lit.</param>
public sealed record Scene(SceneLevel Level, IReadOnlyList<Thing> Things, Background Background, CameraMove Camera, Light Light)
{
    /// <summary>The attributes of the first thing and the background.</summary>
    public Combination Combination => CombinationOf(Things[0]);

    /// <summary>True if training never shows the combination of one of its things.</summary>
    public bool IsUnseen => Things.Any(thing => CombinationOf(thing).IsUnseen);

    /// <summary>Where the first thing is, seen from the second, in the first frame; null with a single thing.</summary>
    public Relation? Relation
    {
        get
        {
            if (Things.Count < 2)
            {
                return null;
            }

            var difference = Centre(Things[0]) - Centre(Things[1]);
            return MathF.Abs(difference.X) >= MathF.Abs(difference.Y)
                ? difference.X < 0 ? Synthetic.Relation.LeftOf : Synthetic.Relation.RightOf
                : difference.Y < 0 ? Synthetic.Relation.Above : Synthetic.Relation.Below;
        }
    }

    /// <summary>The same things at rest before the same background: what a clip of one frame can show.</summary>
    public Scene AsPicture() => this with
    {
        Things = [.. Things.Select(AtRest)],
        Camera = CameraMove.Static,
        Light = Light == Light.Flicker ? Light.Even : Light,
    };

    /// <summary>The combination of one of the scene's things.</summary>
    public Combination CombinationOf(Thing thing)
    {
        ArgumentNullException.ThrowIfNull(thing);
        return new(thing.Shape, thing.Colour, thing.Motion, Background.Colour);
    }

    private static Thing AtRest(Thing thing) => thing with
    {
        Motion = Motion.Still,
        Travel = Vector2.Zero,
        Turns = 0,
        Phase = 0,
        OrbitRadius = 0,
    };

    private static Vector2 Centre(Thing thing)
    {
        var pose = thing.At(0, ClipSize.Unit);
        return new(pose.X, pose.Y);
    }
}
