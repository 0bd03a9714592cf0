using HunyuanVideo.Random;

namespace HunyuanVideo.Curation.Bench;

/// <summary>Films whose motion is computed: shifts, zooms, rolls, things, uneven times. Source: spec curation §14 (motion).</summary>
public sealed class MotionBench : IBenchCase
{
    private const double Rate = 24;
    private const double MostGlobal = 0.05;
    private const double MostGlobalAbsolute = 0.2;
    private const double MostObject = 0.15;
    private const double MostUneven = 0.03;
    private const double MostShift = 20;
    private const int MostThings = 5;
    private static readonly Texture Wall = new(3);
    private static readonly (int Width, int Height) Large = (640, 360);
    private static readonly (int Width, int Height) Small = (320, 180);

    /// <inheritdoc/>
    public string Name => "motion";

    /// <inheritdoc/>
    public Task<IReadOnlyList<BenchFigure>> RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        BenchFigure Figure(string name, Func<Philox, double> error) =>
            new(Name, name, Enumerable.Range(0, options.Motions).AsParallel().AsOrdered().WithCancellation(cancellationToken)
                .Average(film => error(Philox.For(options.Seed, $"bench.motion {name}", (ulong)film)) <= 1 ? 1 : 0), "", Least: 1);
        return Task.FromResult<IReadOnlyList<BenchFigure>>(
        [
            new(Name, "films of a kind", options.Motions, "films"),
            Figure("shifts up to 20 px a frame within 5 % or 0.2", Shift),
            Figure("zooms within 5 %", Zoom),
            Figure("rolls within 5 %", Roll),
            Figure("one to five things within 15 %", Things),
            Figure("uneven times within 3 %", Uneven),
        ]);
    }

    private static double Shift(Philox random)
    {
        var (angle, size) = (2 * Math.PI * random.NextUniform(), MostShift * random.NextUniform());
        var (x, y) = (size * Math.Cos(angle), size * Math.Sin(angle));
        var motion = ComputedFilm.Measure(Large.Width, Large.Height, ComputedFilm.Steady(Rate, 0.75), time =>
            (column, row) => Wall.At((column - (x * time * Rate)) / 2, (row - (y * time * Rate)) / 2), noise: 2);
        return Error(motion.Row.GlobalSpeed, Speed(size * Rate, Large), MostGlobal, MostGlobalAbsolute);
    }

    private static double Zoom(Philox random)
    {
        var perSecond = Signed(random, 0.05, 0.3);
        var motion = ComputedFilm.Measure(Small.Width, Small.Height, ComputedFilm.Steady(Rate, 1), time =>
        {
            var scale = Math.Exp(perSecond * time);
            return (column, row) => Wall.At((column - (Small.Width / 2)) / scale, (row - (Small.Height / 2)) / scale);
        });
        return Error(motion.GlobalBetween(0, 1).Zoom, Math.Exp(perSecond) - 1, MostGlobal, 0);
    }

    private static double Roll(Philox random)
    {
        var degrees = Signed(random, 5, 45);
        var motion = ComputedFilm.Measure(Small.Width, Small.Height, ComputedFilm.Steady(Rate, 1), time =>
        {
            var (sine, cosine) = Math.SinCos(degrees * Math.PI / 180 * time);
            return (column, row) => Wall.At(
                ((column - (Small.Width / 2)) * cosine) + ((row - (Small.Height / 2)) * sine), ((row - (Small.Height / 2)) * cosine) - ((column - (Small.Width / 2)) * sine));
        });
        return Error(motion.Pairs.Sum(pair => pair.Global.Roll) * 180 / Math.PI, degrees, MostGlobal, MostGlobalAbsolute);
    }

    private static double Things(Philox random)
    {
        var things = MovingDiscs.Of(1 + random.NextInt(MostThings), (ulong)random.NextInt(int.MaxValue));
        var camera = random.NextInt(2) == 0 ? 0 : Signed(random, 4, 12);
        var motion = ComputedFilm.Measure(Small.Width, Small.Height, ComputedFilm.Steady(Rate, 1), time => things.Picture(Wall, camera * time, time));
        return Error(motion.Row.ObjectSpeed, Speed(things.MeanSpeed, Small), MostObject, 0);
    }

    private static double Uneven(Philox random)
    {
        var (speed, sway) = (Signed(random, 15, 60), 8 * random.NextUniform());
        double[] mixed = [.. ComputedFilm.Steady(24, 1), .. ComputedFilm.Steady(30, 1).Skip(1).Select(time => 1 + time)];
        float Measured(IEnumerable<double> times) => ComputedFilm.Measure(Small.Width, Small.Height, times, time =>
            (column, row) => Wall.At(column - (speed * time) - (sway * Math.Sin(2 * time)), row)).Row.GlobalSpeed;
        var even = Measured(ComputedFilm.Steady(24, 2));
        return Math.Max(Error(Measured(ComputedFilm.Steady(30, 2)), even, MostUneven, 0), Error(Measured(mixed), even, MostUneven, 0));
    }

    private static double Speed(double pixelsPerSecond, (int Width, int Height) size) =>
        pixelsPerSecond / Math.Sqrt(((double)size.Width * size.Width) + ((double)size.Height * size.Height)) * 100;

    /// <summary>The error as a multiple of what is allowed.</summary>
    private static double Error(double value, double truth, double share, double absolute) => Math.Abs(value - truth) / Math.Max(absolute, share * Math.Abs(truth));

    private static double Signed(Philox random, double low, double high) => (random.NextInt(2) == 0 ? 1 : -1) * (low + ((high - low) * random.NextUniform()));
}
