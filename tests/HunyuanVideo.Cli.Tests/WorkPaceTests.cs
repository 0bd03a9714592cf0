namespace HunyuanVideo.Cli.Tests;

public sealed class WorkPaceTests
{
    private readonly Clock _clock = new();

    [Fact]
    public void Rate_and_time_left_are_those_of_the_running_stage()
    {
        var pace = new WorkPace(_clock);
        pace.Note(new WorkProgress("encoding", "text", 0, 2));
        _clock.Pass(100);

        Assert.True(pace.Note(new WorkProgress("sampling", "step", 4, 24)));
        Assert.Equal("sampling: 4 of 24 steps", pace.Describe());
        _clock.Pass(5);
        Assert.False(pace.Note(new WorkProgress("sampling", "step", 6, 24, "loss 0.1")));
        Assert.Equal("sampling: 6 of 24 steps, 2.5 s/step, 0:00:45 left · loss 0.1", pace.Describe());
    }

    [Fact]
    public void A_stage_that_starts_again_is_timed_anew()
    {
        var pace = new WorkPace(_clock);
        pace.Note(new WorkProgress("decoding", "frame", 0, 17));
        _clock.Pass(50);
        pace.Note(new WorkProgress("decoding", "frame", 17, 17));

        Assert.True(pace.Note(new WorkProgress("decoding", "frame", 0, 17)));
        _clock.Pass(0.5);
        pace.Note(new WorkProgress("decoding", "frame", 5, 17));
        Assert.Equal("decoding: 5 of 17 frames, 10.0 frames/s, 0:00:01 left", pace.Describe());
    }

    [Fact]
    public void Long_waits_are_hours()
    {
        var pace = new WorkPace(_clock);
        pace.Note(new WorkProgress("training", "step", 0, 1001));
        _clock.Pass(360);
        pace.Note(new WorkProgress("training", "step", 1, 1001));

        Assert.Equal("training: 1 of 1001 steps, 360.0 s/step, 100:00:00 left", pace.Describe());
    }

    [Fact]
    public void Lines_come_rarely_and_results_at_once()
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var display = new PlainDisplay(output, error, _clock);

        for (var step = 0; step <= 25; step++)
        {
            display.Report(new WorkProgress("sampling", "step", step, 25));
            _clock.Pass(1);
        }

        display.PrintResult("v.mp4");
        display.PrintNotice("the prompt was cut.");
        Assert.Equal("v.mp4\n", output.ToString());
        Assert.Equal(
            "sampling: 10 of 25 steps, 1.0 s/step, 0:00:15 left\nsampling: 20 of 25 steps, 1.0 s/step, 0:00:05 left\nhyvideo: the prompt was cut.\n", error.ToString());
    }

    private sealed class Clock : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Pass(double seconds) => _ticks += TimeSpan.FromSeconds(seconds).Ticks;

        public override long GetTimestamp() => _ticks;
    }
}
