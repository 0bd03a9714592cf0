using HunyuanVideo.Curation.Bench;
using HunyuanVideo.Curation.Motion;

namespace HunyuanVideo.Curation.Tests.Motion;

public sealed class MotionAnalyserTests
{
    private const int Width = 640;
    private const int Height = 360;
    private static readonly double Diagonal = Math.Sqrt((Width * Width) + (Height * Height));
    private static readonly Texture Wall = new(3);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.1, 0)]
    [InlineData(0.37, -0.2)]
    [InlineData(1, 1)]
    [InlineData(-2.3, 0.7)]
    [InlineData(5, 0)]
    [InlineData(0, -8)]
    [InlineData(-12, 5)]
    [InlineData(20, 0)]
    [InlineData(-16, 12)]
    public void Global_speed_of_a_shift_is_right_within_5_percent_or_a_fifth(double perFrameX, double perFrameY)
    {
        const double Rate = 24;
        var truth = Math.Sqrt((perFrameX * perFrameX) + (perFrameY * perFrameY)) * Rate / Diagonal * 100;

        var motion = ComputedFilm.Measure(Width, Height, ComputedFilm.Steady(Rate, 0.75), time =>
            (x, y) => Wall.At((x - (perFrameX * time * Rate)) / 2, (y - (perFrameY * time * Rate)) / 2), noise: 2);

        AssertNear(truth, motion.Row.GlobalSpeed, 0.05, 0.2);
        Assert.InRange(motion.Row.Coverage, 0, 0.02);
    }

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.25)]
    [InlineData(-0.3)]
    public void Zoom_rate_is_right_within_5_percent(double perSecond)
    {
        var motion = ComputedFilm.Measure(320, 180, ComputedFilm.Steady(24, 1), time =>
        {
            var scale = Math.Exp(perSecond * time);
            return (x, y) => Wall.At((x - 160) / scale, (y - 90) / scale);
        });

        AssertNear(Math.Exp(perSecond) - 1, motion.GlobalBetween(0, 1).Zoom, 0.05, 0.002);
        Assert.InRange(motion.Row.Coverage, 0, 0.02);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(-20)]
    [InlineData(45)]
    public void Roll_is_right_within_5_percent(double degreesPerSecond)
    {
        var motion = ComputedFilm.Measure(320, 180, ComputedFilm.Steady(24, 1), time =>
        {
            var (sine, cosine) = Math.SinCos(degreesPerSecond * Math.PI / 180 * time);
            return (x, y) => Wall.At(((x - 160) * cosine) + ((y - 90) * sine), ((y - 90) * cosine) - ((x - 160) * sine));
        });

        AssertNear(degreesPerSecond, motion.Pairs.Sum(pair => pair.Global.Roll) * 180 / Math.PI, 0.05, 0.2);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(3, 6)]
    [InlineData(4, 0)]
    [InlineData(5, -10)]
    public void Object_speed_is_right_within_15_percent(int count, double cameraSpeed)
    {
        const double Seconds = 1;
        var things = MovingDiscs.Of(count, seed: (ulong)count);
        var truth = things.MeanSpeed * 100 / Math.Sqrt((320 * 320) + (180 * 180));

        var motion = ComputedFilm.Measure(320, 180, ComputedFilm.Steady(24, Seconds), time => things.Picture(Wall, cameraSpeed * time, time));

        AssertNear(truth, motion.Row.ObjectSpeed, 0.15, 0);
        AssertNear(Math.Abs(cameraSpeed) * 100 / Math.Sqrt((320 * 320) + (180 * 180)), motion.Row.GlobalSpeed, 0.05, 0.2);
    }

    [Fact]
    public void Speeds_do_not_depend_on_the_frame_rate_or_on_even_times()
    {
        double[] mixed = [.. ComputedFilm.Steady(24, 1), .. ComputedFilm.Steady(30, 1).Skip(1).Select(time => 1 + time)];
        var speeds = new[] { ComputedFilm.Steady(24, 2), ComputedFilm.Steady(30, 2), mixed }
            .Select(times => ComputedFilm.Measure(320, 180, times, time => (x, y) => Wall.At(x - (30 * time) - (4 * Math.Sin(2 * time)), y)).Row.GlobalSpeed)
            .ToList();

        Assert.All(speeds, speed => AssertNear(speeds[0], speed, 0.03, 0));
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(1, 3)]
    [InlineData(4, 5)]
    public void Doubled_frames_change_neither_speed_nor_jerk(int fresh, int period)
    {
        static Func<int, int, float> At(double time) => (x, y) => Wall.At(x - (40 * time), y);
        var smooth = ComputedFilm.Measure(320, 180, ComputedFilm.Steady(24, 2), At);

        var doubled = ComputedFilm.Measure(320, 180, ComputedFilm.Steady(24, 2), time =>
        {
            var frame = (int)Math.Round(time * 24);
            return At((frame / period * period + Math.Min(frame % period, fresh - 1)) / 24.0);
        });

        AssertNear(smooth.Row.GlobalSpeed, doubled.Row.GlobalSpeed, 0.03, 0);
        Assert.Equal(0, doubled.Row.FrozenShare);
        Assert.InRange(doubled.Row.Jerk, 0, 0.5);
    }

    [Fact]
    public void Still_time_is_frozen_time()
    {
        var motion = ComputedFilm.Measure(320, 180, ComputedFilm.Steady(24, 2), time => (x, y) => Wall.At(x - (40 * Math.Max(0, time - 1)), y));

        Assert.InRange(motion.Row.FrozenShare, 0.45, 0.55);
    }

    [Fact]
    public void A_change_of_light_is_no_motion()
    {
        var motion = ComputedFilm.Measure(320, 180, ComputedFilm.Steady(24, 1), time => (x, y) => Wall.At(x, y) * (float)(0.8 + (0.2 * Math.Cos(15 * time))));

        Assert.InRange(motion.Row.GlobalSpeed, 0, 0.3);
        Assert.InRange(motion.Row.Coverage, 0, 0.02);
    }

    [Fact]
    public void A_picture_that_comes_back_is_a_loop()
    {
        static ClipMotion Turned(double turns) => ComputedFilm.Measure(320, 180, ComputedFilm.Steady(24, 3), time =>
            (x, y) => Wall.At(x - (60 * Math.Cos(turns * 2 * Math.PI * time / 3)), y - (60 * Math.Sin(turns * 2 * Math.PI * time / 3))));

        Assert.True(Turned(1).Row.Loop);
        Assert.False(Turned(0.6).Row.Loop);
    }

    [Fact]
    public void One_frame_has_no_motion()
    {
        var analyser = new MotionAnalyser(new("clip", "source", 0, 0, 320, 180, 24, 0.04));
        analyser.Add(ComputedFilm.Frame(320, 180, 0, 0, (x, y) => Wall.At(x, y)));

        Assert.Null(analyser.Finish());
    }

    private static void AssertNear(double truth, double value, double share, double absolute) =>
        Assert.True(Math.Abs(value - truth) <= Math.Max(absolute, share * Math.Abs(truth)), FormattableString.Invariant($"{value:0.000} instead of {truth:0.000}"));
}
