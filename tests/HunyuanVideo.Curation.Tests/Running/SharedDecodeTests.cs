using HunyuanVideo.Curation.Frames;
using HunyuanVideo.Curation.Ingest;
using HunyuanVideo.Curation.Running;
using HunyuanVideo.Curation.Shots;
using HunyuanVideo.Curation.Store;
using HunyuanVideo.Curation.Tests.Shots;
using HunyuanVideo.Curation.Tests.Store;

namespace HunyuanVideo.Curation.Tests.Running;

/// <summary>Shots found in the decode that counts frames.</summary>
public sealed class SharedDecodeTests(FoundFilms found) : IClassFixture<FoundFilms>
{
    [Fact]
    public async Task Every_film_has_the_transitions_that_are_found_in_a_decode_for_shots_alone()
    {
        foreach (var (film, shots, _) in found.All)
        {
            // Two films hold another number of frames than of packets with time stamps: what was found is forgotten, as in a run.
            var (pass, probe) = await ProbeAsync(film.Name, new ClipDecodeOptions());
            var shared = pass.Shots ?? pass.Decode(TestFilms.Tools, TestFilms.PathOf(film.Name), probe, keepsViews: true, TestContext.Current.CancellationToken);

            Assert.Equal((film.Name, Named(shots.Transitions)), (film.Name, Named(shared.Transitions)));
            Assert.Equal(shots.Times.Pts, shared.Times.Pts);
        }
    }

    [Theory]
    [InlineData("dissolves.mp4")]
    [InlineData("edit-list.mp4")]
    [InlineData("truncated-tail.mkv")]
    public async Task A_run_that_was_stopped_between_the_two_finds_the_same(string name)
    {
        var (pass, alone) = (await ProbeAsync(name, new ClipDecodeOptions()), Pass(new ClipDecodeOptions()));

        var shots = alone.Decode(TestFilms.Tools, TestFilms.PathOf(name), pass.Probe, keepsViews: true, TestContext.Current.CancellationToken);

        Assert.Equal(pass.Shots!.Transitions, shots.Transitions);
        Assert.Equal(pass.Shots.Times.Pts, shots.Times.Pts);
    }

    [Fact]
    public async Task A_second_try_goes_without_views_and_finds_the_shots()
    {
        using var folder = new TempFolder();
        var (_, probe) = await ProbeAsync("dissolves.mp4", new ClipDecodeOptions());
        var pass = new SourcePass(new ClipDecodeOptions(), new LocalFileLayer(), folder.Path) { Film = new WholeFilm(new ShotOptions(), 1) };

        var shots = pass.Decode(TestFilms.Tools, TestFilms.PathOf("dissolves.mp4"), probe, keepsViews: false, TestContext.Current.CancellationToken);

        Assert.NotEmpty(shots.Transitions);
        Assert.Null(pass.Views);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task Shots_of_a_source_whose_views_are_never_kept_are_those_of_a_decode_of_their_own_to_the_bit()
    {
        var (pass, alone) = (await ProbeAsync("dissolves.mp4", new ClipDecodeOptions { MostKeptSeconds = 0 }), found.All.Single(item => item.Film.Name == "dissolves.mp4"));

        Assert.Equal(alone.Shots.Transitions, pass.Shots!.Transitions);
    }

    [Fact]
    public async Task Without_room_for_views_none_are_kept_and_the_shots_are_the_same()
    {
        using var folder = new TempFolder();
        var disk = new FaultyFileLayer { FreeBytesNow = 1 << 20 };

        var pass = (await ProbeAsync("dissolves.mp4", new ClipDecodeOptions(), pass: new SourcePass(new ClipDecodeOptions(), disk, folder.Path) { Film = new WholeFilm(new ShotOptions(), 1) })).Pass;

        Assert.Null(pass.Views);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
        Assert.Equal((await ProbeAsync("dissolves.mp4", new ClipDecodeOptions())).Shots!.Transitions, pass.Shots!.Transitions);
    }

    [Fact]
    public async Task A_source_of_which_only_the_ends_are_decoded_leaves_its_shots_to_be_found()
    {
        var pass = await ProbeAsync("ntsc-bframes.mp4", new ClipDecodeOptions(), new ProbeOptions { DecodeAllSeconds = 1, EndSeconds = 1 });

        Assert.Null(pass.Shots);
    }

    [Fact]
    public async Task What_was_found_of_a_source_that_turns_out_to_be_another_is_forgotten()
    {
        var (pass, probe) = await ProbeAsync("dissolves.mp4", new ClipDecodeOptions());
        Assert.NotNull(pass.Shots);

        pass.Confirm(probe with { Frames = probe.Frames - 1 });

        Assert.Null(pass.Shots);
    }

    [Fact]
    public async Task A_film_of_more_frames_than_its_packets_promise_is_counted_whole_and_leaves_no_views()
    {
        using var folder = new TempFolder();
        var film = await OddFilms.OfEncodedAsync(folder, "promise.mkv", "setts=ts=floor(N/20)*40");      // 100 frames at 5 times
        var pass = new SourcePass(new ClipDecodeOptions(), new LocalFileLayer(), Directory.CreateDirectory(folder.Join("scratch")).FullName) { Film = new WholeFilm(new ShotOptions(), 1) };

        var result = await new SourceProbe(TestFilms.Tools, new ProbeOptions(), TimeProvider.System).ProbeAsync("source", film, 1, pass, TestContext.Current.CancellationToken);

        Assert.Equal((OddFilms.Frames, true), (result.Probe.Frames, result.IsRepaired));
        Assert.Equal(OddFilms.Frames, pass.Shots!.Times.Count);
        Assert.Null(pass.Views);
        Assert.Empty(Directory.EnumerateFiles(folder.Join("scratch")));
    }

    [Fact]
    public async Task A_decode_that_gives_other_frames_than_were_counted_is_no_answer()
    {
        var (_, probe) = await ProbeAsync("dissolves.mp4", new ClipDecodeOptions());

        Assert.Throws<InputException>(() => Pass(new ClipDecodeOptions())
            .Decode(TestFilms.Tools, TestFilms.PathOf("dissolves.mp4"), probe with { Frames = probe.Frames + 1 }, keepsViews: true, TestContext.Current.CancellationToken));
    }

    private static string Named(IEnumerable<Transition> transitions) =>
        string.Join(' ', transitions.Select(transition => $"{transition.Kind} {transition.First}-{transition.Last}"));

    private static SourcePass Pass(ClipDecodeOptions options) => new(options, new LocalFileLayer(), scratch: null) { Film = new WholeFilm(new ShotOptions(), 1) };

    private static async Task<Probed> ProbeAsync(string name, ClipDecodeOptions options, ProbeOptions? bounds = null, SourcePass? pass = null)
    {
        pass ??= Pass(options);
        var result = await new SourceProbe(TestFilms.Tools, bounds ?? new ProbeOptions(), TimeProvider.System)
            .ProbeAsync("source", TestFilms.PathOf(name), 1, pass, TestContext.Current.CancellationToken);
        pass.Confirm(result.Probe);
        return new Probed(pass, result.Probe);
    }

    private sealed record Probed(SourcePass Pass, ProbeRow Probe)
    {
        public SourceShots? Shots => Pass.Shots;
    }
}
