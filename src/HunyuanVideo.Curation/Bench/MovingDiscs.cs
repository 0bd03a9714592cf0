using HunyuanVideo.Random;

namespace HunyuanVideo.Curation.Bench;

/// <summary>Textured discs, each on its own straight way over a wall.</summary>
internal sealed class MovingDiscs
{
    private static readonly Texture Skin = new(11);
    private readonly List<Disc> _discs = [];

    /// <summary>Mean speed of the discs beside the camera, in pixels per second.</summary>
    public double MeanSpeed => _discs.Sum(disc => disc.Radius * disc.Radius * Math.Sqrt((disc.SpeedX * disc.SpeedX) + (disc.SpeedY * disc.SpeedY)))
        / _discs.Sum(disc => disc.Radius * disc.Radius);

    /// <summary>Up to five discs that do not meet within a second in 320×180.</summary>
    public static MovingDiscs Of(int count, ulong seed)
    {
        var random = Philox.For(seed, "discs");
        var things = new MovingDiscs();
        for (var i = 0; i < count; i++)
        {
            var (column, row) = (i % 3, i / 3);
            var angle = 2 * Math.PI * random.NextUniform();
            var speed = 20 + (20 * random.NextUniform());
            things._discs.Add(new(55 + (column * 105), 50 + (row * 80), 20 + (6 * random.NextUniform()), speed * Math.Cos(angle), speed * Math.Sin(angle) * 0.6));
        }

        return things;
    }

    /// <summary>The picture at a time, the wall shifted to the right by a number of pixels.</summary>
    public Func<int, int, float> Picture(Texture wall, double shift, double time) => (x, y) =>
    {
        foreach (var disc in _discs)
        {
            var (u, v) = (x - disc.X - (disc.SpeedX * (time - 0.5)) - shift, y - disc.Y - (disc.SpeedY * (time - 0.5)));
            if ((u * u) + (v * v) < disc.Radius * disc.Radius)
            {
                return Skin.At(u, v);
            }
        }

        return wall.At(x - shift, y);
    };

    private sealed record Disc(double X, double Y, double Radius, double SpeedX, double SpeedY);
}
