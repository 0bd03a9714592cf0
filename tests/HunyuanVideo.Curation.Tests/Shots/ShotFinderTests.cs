using HunyuanVideo.Curation.Shots;

namespace HunyuanVideo.Curation.Tests.Shots;

public sealed class ShotFinderTests(FoundFilms found) : IClassFixture<FoundFilms>
{
    private const double Step = 0.04;

    [Fact]
    public void Hard_cuts_are_found_to_the_frame()
    {
        var (right, faults) = (found.All.Sum(item => item.Score.Right), found.All.Sum(item => item.Score.Wrong + item.Score.Missing));

        Assert.InRange(2.0 * right / ((2 * right) + faults), 0.98, 1);
    }

    [Fact]
    public void No_film_is_cut_worse_than_by_the_peer() =>
        Assert.DoesNotContain(found.All, item => item.Score.Wrong + item.Score.Missing > TestFilms.PeerFaults(item.Film.Name));

    [Fact]
    public void Dissolves_and_fades_are_found()
    {
        var (hits, truths) = (found.All.Sum(item => item.Score.GradualFound), found.All.Sum(item => item.Film.Gradual.Count));

        Assert.InRange((double)hits / truths, 0.9, 1);
        Assert.InRange(found.All.Sum(item => item.Score.GradualWrong), 0, 1);
    }

    [Fact]
    public void Flashes_shaking_and_lights_are_no_transitions() =>
        Assert.All(found.All.Where(item => item.Film.IsTrap), item => Assert.Empty(item.Shots.Transitions));

    [Fact]
    public void Frames_are_counted_as_they_are_shown() =>
        Assert.All(found.All, item => Assert.Equal((item.Film.Name, item.Film.Frames), (item.Film.Name, item.Shots.Times.Count)));

    [Fact]
    public void Times_of_a_film_of_variable_rate_are_looked_up()
    {
        var times = found.All.Single(item => item.Film.Name == "vfr.mp4").Shots.Times;

        // Made at 25, 10 and 50 frames a second, stored in steps of 1/25 s.
        Assert.All(Enumerable.Range(0, times.Count), frame => Assert.InRange(times.Seconds(frame) - Made(frame), -Step - 1e-6, Step + 1e-6));

        static double Made(int frame) => frame < 60 ? frame * 0.04 : frame < 110 ? 2.4 + ((frame - 60) * 0.1) : 7.4 + ((frame - 110) * 0.02);
    }

    [Theory]
    [InlineData("audio-only.mp4", "holds no video stream")]
    [InlineData("playlist.mp4", "is no video that ffmpeg can read")]
    [InlineData("concat-script.mp4", "is no video that ffmpeg can read")]
    [InlineData("truncated.mp4", "is no video that ffmpeg can read")]
    [InlineData("zero-bytes.mp4", "is empty")]
    [InlineData("none.mp4", "no such file")]
    public async Task A_bad_file_is_one_sentence(string name, string part)
    {
        var path = TestFilms.PathOf(name);

        var fault = await Assert.ThrowsAsync<InputException>(() => new ShotFinder(TestFilms.Tools).FindAsync(path, 1, TestContext.Current.CancellationToken));

        Assert.StartsWith(path + ": ", fault.Message, StringComparison.Ordinal);
        Assert.Contains(part, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }

    [Fact]
    public async Task A_truncated_film_has_the_frames_that_decode()
    {
        var film = await new ShotFinder(TestFilms.Tools).FindAsync(TestFilms.PathOf("truncated-tail.mkv"), 2, TestContext.Current.CancellationToken);

        Assert.InRange(film.Times.Count, 30, 99);
    }

}
