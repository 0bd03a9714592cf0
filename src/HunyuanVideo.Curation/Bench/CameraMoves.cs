using HunyuanVideo.Curation.Motion;
using HunyuanVideo.Random;

namespace HunyuanVideo.Curation.Bench;

/// <summary>Random scenes with depth and a camera that makes one of the 14 moves.</summary>
internal static class CameraMoves
{
    private const int Width = 320;
    private const int Height = 180;
    private const double Seconds = 2;
    private const double Rate = 8;

    /// <summary>Measures clip number <paramref name="index"/> of a move.</summary>
    public static ClipMotion Measure(CameraLabel label, ulong index)
    {
        var random = Philox.For(7, "camera move", (ulong)label, index);
        var focal = Between(random, 0.75, 1.05);
        var wallDepth = Between(random, 1.6, 2.6);
        var cover = Between(random, -0.15, 0.25);
        var isOrbit = label is CameraLabel.AroundLeft or CameraLabel.AroundRight;
        var radius = Between(random, 0.16, 0.24) / focal;
        var scene = new LayeredScene((3 * index) + 100, wallDepth, 1, (x, y, value) => isOrbit
            ? (x * x) + (y * y * 0.6) < radius * radius * (1 + (0.3 * value))
            : value > cover);
        var speed = Between(random, 0.03, 0.15);
        var shake = new Shake(random, label == CameraLabel.Handheld ? Between(random, 0.014, 0.04) : label == CameraLabel.Static ? 0 : Between(random, 0, 0.0008));
        return ComputedFilm.Measure(Width, Height, ComputedFilm.Steady(Rate, Seconds), time =>
            scene.Picture(Width, Height, shake.On(Pose(label, speed, wallDepth, focal, time - (Seconds / 2)), time)), noise: 2);
    }

    private static CameraPose Pose(CameraLabel label, double speed, double wallDepth, double focal, double time)
    {
        var way = speed * time * 1.3 / focal;
        var pose = new CameraPose(0, 0, 0, 0, 0, focal);
        return label switch
        {
            CameraLabel.ZoomIn => pose with { Focal = focal * Math.Exp(speed * 1.5 * time) },
            CameraLabel.ZoomOut => pose with { Focal = focal * Math.Exp(-speed * 1.5 * time) },
            CameraLabel.PanLeft => pose with { X = -way },
            CameraLabel.PanRight => pose with { X = way },
            CameraLabel.PanUp => pose with { Y = -way },
            CameraLabel.PanDown => pose with { Y = way },
            CameraLabel.TiltLeft => pose with { Yaw = -way },
            CameraLabel.TiltRight => pose with { Yaw = way },
            CameraLabel.TiltUp => pose with { Pitch = way },
            CameraLabel.TiltDown => pose with { Pitch = -way },
            CameraLabel.AroundLeft => Orbit(pose, way * wallDepth / (wallDepth - 1)),
            CameraLabel.AroundRight => Orbit(pose, -way * wallDepth / (wallDepth - 1)),
            _ => pose,
        };
    }

    // About the subject at depth 1, which stays in the middle; a positive angle carries the camera to the left.
    private static CameraPose Orbit(CameraPose pose, double angle)
    {
        var (sine, cosine) = Math.SinCos(angle);
        return pose with { X = -sine, Z = 1 - cosine, Yaw = angle };
    }

    private static double Between(Philox random, double low, double high) => low + ((high - low) * random.NextUniform());

    /// <summary>The unrest of a hand: turns at three frequencies.</summary>
    private sealed class Shake(Philox random, double strength)
    {
        private readonly double[] _phases = [.. Enumerable.Range(0, 6).Select(_ => random.NextUniform() * 2 * Math.PI)];

        public CameraPose On(CameraPose pose, double time) => pose with
        {
            Yaw = pose.Yaw + (strength * Wave(0, time)),
            Pitch = pose.Pitch + (strength * Wave(3, time)),
        };

        private double Wave(int axis, double time) =>
            ((0.6 * Math.Sin((2 * Math.PI * 0.9 * time) + _phases[axis]))
            + (0.6 * Math.Sin((2 * Math.PI * 2.3 * time) + _phases[axis + 1]))
            + (0.5 * Math.Sin((2 * Math.PI * 3.1 * time) + _phases[axis + 2]))) / 1.4;
    }
}
