using System.Numerics;
using HunyuanVideo.Random;

namespace HunyuanVideo.Synthetic;

/// <summary>Draws scenes: the same seed and index give the same scene on every machine.</summary>
/// <remarks>
/// Rules: a thing never has its background's colour; what moves covers at least a third of the frame's side and is
/// wholly visible in the first and the last frame; two things differ in colour and are apart in both; a moving camera
/// looks at a pattern that shows the move. Source: spec product §3.
/// </remarks>
public static class SceneSampler
{
    private const int PlacementsPerDraft = 64;
    private const int MostDrafts = 100_000;
    private const double SecondThingShare = 0.6;
    private const float LeastTravel = 0.335f;           // a third and a little, so that rounding cannot fall below it
    private const float LeastRelationDistance = 0.2f;

    /// <summary>Scene number <paramref name="index"/> of the endless sequence of <paramref name="seed"/>.</summary>
    /// <param name="seed">What the user calls the seed.</param>
    /// <param name="index">Number of the scene.</param>
    /// <param name="level">How much of the world it uses.</param>
    /// <param name="split">Which combinations it may show.</param>
    public static Scene Sample(ulong seed, ulong index, SceneLevel level, Split split)
    {
        var random = Philox.For(seed, "scene", index);
        for (var draft = 0; draft < MostDrafts; draft++)
        {
            var attributes = DrawAttributes(random, level);
            if (PlaceAnew(attributes, random, split) is { } scene)
            {
                return scene;
            }
        }

        throw new InvalidOperationException($"no scene of {level}, {split} was found in {MostDrafts} drafts of seed {seed}, index {index}.");
    }

    /// <summary>The same things and background with new places and ways; null if <paramref name="split"/> may not show them or they find no room.</summary>
    /// <param name="scene">What is to be seen.</param>
    /// <param name="random">Chooses places and ways.</param>
    /// <param name="split">Which combinations it may show.</param>
    public static Scene? PlaceAnew(Scene scene, Philox random, Split split)
    {
        ArgumentNullException.ThrowIfNull(scene);
        ArgumentNullException.ThrowIfNull(random);
        if (!Fits(scene, split))
        {
            return null;
        }

        for (var placement = 0; placement < PlacementsPerDraft; placement++)
        {
            var placed = scene with { Things = [.. scene.Things.Select(thing => Place(thing with { Travel = Vector2.Zero, Turns = 0, Phase = 0, OrbitRadius = 0 }, random))] };
            if (IsClear(placed))
            {
                return placed;
            }
        }

        return null;
    }

    private static Scene DrawAttributes(Philox random, SceneLevel level)
    {
        var background = DrawBackground(random, level);
        var camera = CameraMove.Static;
        var light = Light.Even;
        if (level == SceneLevel.Level3)
        {
            var choice = random.NextInt(3);     // camera, light or both
            camera = choice == 1 ? CameraMove.Static : DrawOther(random, CameraMove.Static);
            light = choice == 0 ? Light.Even : DrawOther(random, Light.Even);
        }

        if (camera != CameraMove.Static)
        {
            background = ShowingMove(background, camera, random);
        }

        var count = level == SceneLevel.Level1 || random.NextUniform() >= SecondThingShare ? 1 : 2;
        var things = new Thing[count];
        for (var i = 0; i < count; i++)
        {
            things[i] = DrawThing(random, camera);
        }

        return new Scene(level, things, background, camera, light);
    }

    private static Background DrawBackground(Philox random, SceneLevel level)
    {
        var colour = Draw<BackgroundColour>(random);
        return level == SceneLevel.Level1
            ? Background.Plain(colour)
            : new Background(colour, Draw<Pattern>(random), random.NextInt(2) == 1, Between(random, 0.16f, 0.28f), Between(random, 0, 2));
    }

    private static Background ShowingMove(Background background, CameraMove camera, Philox random) => background with
    {
        Pattern = random.NextInt(2) == 0 ? Pattern.Stripes : Pattern.Checks,
        IsHorizontal = camera is CameraMove.TiltUp or CameraMove.TiltDown
            || (background.IsHorizontal && camera is CameraMove.ZoomIn or CameraMove.ZoomOut),
    };

    private static Thing DrawThing(Philox random, CameraMove camera)
    {
        Motion[] motions = camera switch
        {
            CameraMove.Static => Enum.GetValues<Motion>(),
            CameraMove.PanLeft or CameraMove.PanRight =>
                [Motion.Still, Motion.Spins, Motion.FadesIn, Motion.FadesOut, Motion.Up, Motion.Down],
            CameraMove.TiltUp or CameraMove.TiltDown =>
                [Motion.Still, Motion.Spins, Motion.FadesIn, Motion.FadesOut, Motion.Left, Motion.Right],
            _ => [Motion.Still, Motion.Spins, Motion.FadesIn, Motion.FadesOut],
        };
        return new Thing(
            Draw<Shape>(random), Draw<ThingColour>(random), Draw<ThingSize>(random), motions[random.NextInt(motions.Length)],
            Vector2.Zero, Vector2.Zero, 0, 0, 0);
    }

    private static bool Fits(Scene scene, Split split)
    {
        if (!scene.Things.All(thing => scene.CombinationOf(thing).IsPossible)
            || (scene.Things.Count == 2 && scene.Things[0].Colour == scene.Things[1].Colour))
        {
            return false;
        }

        return split switch
        {
            Split.Seen => !scene.IsUnseen,
            Split.Unseen => scene.IsUnseen,
            _ => true,
        };
    }

    private static Thing Place(Thing thing, Philox random)
    {
        var sense = random.NextInt(2) == 0 ? 1 : -1;
        switch (thing.Motion)
        {
            case Motion.Left:
                return Along(thing, random, -1, 0);
            case Motion.Right:
                return Along(thing, random, 1, 0);
            case Motion.Up:
                return Along(thing, random, 0, -1);
            case Motion.Down:
                return Along(thing, random, 0, 1);
            case Motion.Diagonal:
                return Along(thing, random, sense, random.NextInt(2) == 0 ? 1 : -1);
            case Motion.Bounces:
                return Bouncing(thing, random);
            case Motion.Circles:
                thing = thing with
                {
                    OrbitRadius = Between(random, LeastTravel / 2, 0.26f),
                    Turns = sense,
                    Phase = Between(random, 0, 1),
                };
                break;
            case Motion.Spins:
                thing = thing with { Turns = sense * Between(random, 0.5f, 0.75f) };
                break;
            default:
                break;
        }

        return thing with { From = new(Between(random, 0, 1), Between(random, 0, 1)) };
    }

    // Both axes of a diagonal cover the same share of their room: 45° in a square frame.
    private static Thing Along(Thing thing, Philox random, int senseX, int senseY)
    {
        var travel = Between(random, LeastTravel / (1 - (2 * thing.Reach)), 1);
        return thing with
        {
            From = new(Start(random, senseX * travel), Start(random, senseY * travel)),
            Travel = new(senseX * travel, senseY * travel),
        };
    }

    private static float Start(Philox random, float travel)
    {
        var low = Between(random, 0, 1 - MathF.Abs(travel));
        return travel < 0 ? low - travel : low;
    }

    // Fast along one axis and slow along the other; the fast one turns back well inside the clip, so that it can be seen.
    private static Thing Bouncing(Thing thing, Philox random)
    {
        var room = 1 - (2 * thing.Reach);
        var fast = Between(random, 1.0f, 1.4f) / room * (random.NextInt(2) == 0 ? 1 : -1);
        var slow = Between(random, 0.3f, 0.7f) / room * (random.NextInt(2) == 0 ? 1 : -1);
        var edge = fast > 0 ? 1 : 0;
        var fromFast = edge - (fast * Between(random, 0.3f, 0.7f));
        var fromSlow = Between(random, 0, 1);
        return random.NextInt(2) == 0
            ? thing with { From = new(fromFast, fromSlow), Travel = new(fast, slow) }
            : thing with { From = new(fromSlow, fromFast), Travel = new(slow, fast) };
    }

    private static bool IsClear(Scene scene)
    {
        for (var end = 0; end <= 1; end++)
        {
            var view = View.At(scene.Camera, end, ClipSize.Unit);
            if (!scene.Things.All(thing => IsInside(view.Show(thing.At(end, ClipSize.Unit), ClipSize.Unit))))
            {
                return false;
            }
        }

        return scene.Things.Count < 2 || AreApart(scene.Things[0], scene.Things[1]);
    }

    private static bool IsInside(Pose pose)
    {
        const float Rounding = 1e-4f;
        var (low, high) = (pose.Radius - Rounding, 1 - pose.Radius + Rounding);
        return pose.X >= low && pose.X <= high && pose.Y >= low && pose.Y <= high;
    }

    private static bool AreApart(Thing first, Thing second)
    {
        for (var end = 0; end <= 1; end++)
        {
            var (a, b) = (first.At(end, ClipSize.Unit), second.At(end, ClipSize.Unit));
            var (x, y) = (a.X - b.X, a.Y - b.Y);
            var isRelationClear = end == 1 || MathF.Max(MathF.Abs(x), MathF.Abs(y)) >= LeastRelationDistance;
            if (MathF.Sqrt((x * x) + (y * y)) < a.Radius + b.Radius || !isRelationClear)
            {
                return false;
            }
        }

        return true;
    }

    private static T Draw<T>(Philox random)
        where T : struct, Enum
    {
        var values = Enum.GetValues<T>();
        return values[random.NextInt(values.Length)];
    }

    private static T DrawOther<T>(Philox random, T excluded)
        where T : struct, Enum
    {
        var values = Enum.GetValues<T>().Where(value => !value.Equals(excluded)).ToArray();
        return values[random.NextInt(values.Length)];
    }

    private static float Between(Philox random, float low, float high) => low + ((high - low) * (float)random.NextUniform());
}
