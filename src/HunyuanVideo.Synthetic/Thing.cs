using System.Numerics;
using HunyuanVideo.Random;

namespace HunyuanVideo.Synthetic;

/// <summary>One thing of a scene, complete with its way through the clip.</summary>
/// <remarks>
/// Places are shares of the room in which the thing is wholly visible: (0, 0) touches the frame's upper left corner,
/// (1, 1) the lower right one, at any aspect ratio.
/// </remarks>
/// <param name="Shape">Its shape.</param>
/// <param name="Colour">Its colour.</param>
/// <param name="Size">Its size.</param>
/// <param name="Motion">What it does.</param>
/// <param name="From">Place in the first frame; for <see cref="Motion.Circles"/> the middle of the way.</param>
/// <param name="Travel">Way from the first frame to the last; beyond the room it is folded back at the edges.</param>
/// <param name="Turns">Signed turns, clockwise positive: about itself (<see cref="Motion.Spins"/>) or round the way (<see cref="Motion.Circles"/>); otherwise 0.</param>
/// <param name="Phase">Angle in the first frame of those turns, in turns.</param>
/// <param name="OrbitRadius">Radius of the way of <see cref="Motion.Circles"/>, share of the shorter side; otherwise 0.</param>
public sealed record Thing(
    Shape Shape, ThingColour Colour, ThingSize Size, Motion Motion, Vector2 From, Vector2 Travel, float Turns, float Phase, float OrbitRadius)
{
    private const float SmallestScale = 0.5f;
    private const float LargestScale = 1.5f;

    /// <summary>Radius of the surrounding circle, share of the frame's shorter side.</summary>
    public float Radius => Size switch
    {
        ThingSize.Small => 1f / 9,
        ThingSize.Medium => 1f / 6,
        ThingSize.Large => 2f / 9,
        _ => throw new InvalidOperationException($"size {Size} has no radius."),
    };

    /// <summary>Largest distance of any of its pixels from its place, share of the shorter side.</summary>
    public float Reach => OrbitRadius + (Radius * (Motion is Motion.Grows or Motion.Shrinks ? LargestScale : 1));

    /// <summary>Where and how the thing stands at a place in the clip.</summary>
    /// <param name="progress">0 = first frame, 1 = last.</param>
    /// <param name="size">Size of the clip.</param>
    /// <returns>Pose in pixels before any camera move.</returns>
    public Pose At(double progress, ClipSize size)
    {
        var unit = (double)size.ShorterSide;
        var room = Reach * unit;
        var x = room + (Fold(From.X + (Travel.X * progress)) * (size.Width - (2 * room)));
        var y = room + (Fold(From.Y + (Travel.Y * progress)) * (size.Height - (2 * room)));
        var turns = Phase + (Turns * progress);
        if (Motion == Motion.Circles)
        {
            var (sine, cosine) = PortableMath.SinCos(turns);
            x += OrbitRadius * unit * cosine;
            y += OrbitRadius * unit * sine;
        }

        return new Pose(
            (float)x, (float)y, (float)(Radius * unit * Scale(progress)),
            Motion == Motion.Spins ? (float)(2 * Math.PI * turns) : 0, (float)Opacity(progress));
    }

    /// <summary>Collisions with the edges, in order of time.</summary>
    /// <param name="size">Size of the clip.</param>
    public IReadOnlyList<Collision> Collisions(ClipSize size)
    {
        if (Motion != Motion.Bounces)
        {
            return [];
        }

        return
        [
            .. CollisionsAlong(From.X, Travel.X, size.Width, size)
                .Concat(CollisionsAlong(From.Y, Travel.Y, size.Height, size))
                .OrderBy(collision => collision.Progress),
        ];
    }

    private IEnumerable<Collision> CollisionsAlong(double from, double travel, int side, ClipSize size)
    {
        var speed = Math.Abs(travel) * (((double)side / size.ShorterSide) - (2 * Reach));
        var (low, high) = travel > 0 ? (from, from + travel) : (from + travel, from);
        for (var edge = (int)Math.Ceiling(low); edge <= (int)Math.Floor(high); edge++)
        {
            yield return new((edge - from) / travel, speed);
        }
    }

    private static double Fold(double place)
    {
        var remainder = place - (2 * Math.Floor(place / 2));
        return remainder <= 1 ? remainder : 2 - remainder;
    }

    private double Scale(double progress) => Motion switch
    {
        Motion.Grows => SmallestScale + ((LargestScale - SmallestScale) * progress),
        Motion.Shrinks => LargestScale - ((LargestScale - SmallestScale) * progress),
        _ => 1,
    };

    private double Opacity(double progress) => Motion switch
    {
        Motion.FadesIn => progress,
        Motion.FadesOut => 1 - progress,
        _ => 1,
    };
}
