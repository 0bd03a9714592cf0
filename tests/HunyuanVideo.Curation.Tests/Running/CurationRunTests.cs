using HunyuanVideo.Curation.Decoding;
using HunyuanVideo.Curation.Running;
using HunyuanVideo.Curation.Store;
using HunyuanVideo.Curation.Tests.Store;

namespace HunyuanVideo.Curation.Tests.Running;

public sealed class CurationRunTests
{
    private const string Film = "it's \"quoted\" $(touch pwned) & more;.mp4";

    [Fact]
    public async Task Every_stage_measures_every_unit_once()
    {
        using var folder = new TempFolder();
        var input = ToyRun.AddFilms(folder, Film, "two-frames.mp4", "audio-only.mp4", "text.mp4");
        var curation = folder.Join("out");

        var report = await ToyRun.ExecuteAsync(curation, input);

        Assert.False(report.HasFailures);
        Assert.Equal(["probe 2/3", "plan 2/2", "toy 3/3", "read 3/3", "total 1/1"], Lines(report));
        Assert.All(ToyRun.Rows<ToyRow>(curation), row => Assert.Equal((10, 8), (row.Frames, row.Planes)));
        Assert.Equal(3, Assert.Single(ToyRun.Rows<ToyTotalRow>(curation)).Clips);
        Assert.Equal(
            ["no_video_stream", "not_media"],
            new CurationStore(curation, ToyRun.Catalog).Quarantine.List().Select(entry => entry.Code).Order(StringComparer.Ordinal));
        Assert.False(Directory.Exists(Path.Join(curation, ".scratch")));
    }

    [Fact]
    public async Task Clips_decoded_in_a_later_run_measure_the_same_as_from_the_views_of_the_first()
    {
        using var folder = new TempFolder();
        var input = ToyRun.AddFilms(folder, Film, "vfr.mp4", "ntsc-bframes.mp4");
        await OddFilms.OfEncodedAsync(folder, Path.Join("in", "pairs.mkv"), "setts=ts=floor(N/2)*80");     // every time stamp twice
        var (once, twice) = (folder.Join("once"), folder.Join("twice"));

        await ToyRun.ExecuteAsync(once, input);
        await ToyRun.ExecuteAsync(twice, input, change: options => options with { Until = "plan" });
        Assert.Empty(ToyRun.Rows<ToyRow>(twice));
        await ToyRun.ExecuteAsync(twice, input);

        Assert.Equal(ToyRun.Rows<ToyClipRow>(twice).Count, ToyRun.Rows<ToyRow>(twice).Count);
        Assert.Equal(ToyRun.Hashes(once), ToyRun.Hashes(twice));
    }

    [Fact]
    public async Task A_second_run_does_nothing_and_leaves_the_same_hashes()
    {
        using var folder = new TempFolder();
        var input = ToyRun.AddFilms(folder, Film);
        var curation = folder.Join("out");
        await ToyRun.ExecuteAsync(curation, input);
        var hashes = ToyRun.Hashes(curation);
        var files = Directory.EnumerateFiles(curation, "*.parquet", SearchOption.AllDirectories).Count();

        var report = await ToyRun.ExecuteAsync(curation, input, ToyRun.Stages(new ToyMeasureStage(fault: _ => new InvalidOperationException("measured again"))));

        Assert.False(report.HasFailures);
        Assert.Equal(hashes, ToyRun.Hashes(curation));
        Assert.Equal(files, Directory.EnumerateFiles(curation, "*.parquet", SearchOption.AllDirectories).Count());
    }

    [Fact]
    public async Task Stages_run_one_by_one_or_all_at_once_give_the_same_tables()
    {
        using var folder = new TempFolder();
        var input = ToyRun.AddFilms(folder, Film);
        await ToyRun.ExecuteAsync(folder.Join("once"), input);
        await ToyRun.ExecuteAsync(folder.Join("steps"), input, change: options => options with { Until = "plan" });
        foreach (var stage in new[] { "toy", "read", "total" })
        {
            await ToyRun.ExecuteAsync(folder.Join("steps"), input, change: options => options with { Only = stage, Jobs = 1 });
        }

        Assert.Equal(ToyRun.Hashes(folder.Join("once")), ToyRun.Hashes(folder.Join("steps")));
    }

    [Fact]
    public async Task A_new_version_of_a_stage_measures_again_and_hides_what_was_before()
    {
        using var folder = new TempFolder();
        var input = ToyRun.AddFilms(folder, Film);
        var curation = folder.Join("out");
        await ToyRun.ExecuteAsync(curation, input);

        var report = await ToyRun.ExecuteAsync(curation, input, ToyRun.Stages(new ToyMeasureStage(version: 2)));

        Assert.Equal(["probe 1/1", "plan 1/1", "toy 3/3", "read 3/3", "total 1/1"], Lines(report));
        Assert.Equal(3, ToyRun.Rows<ToyRow>(curation).Count);
        using var reader = new CurationStore(curation, ToyRun.Catalog).OpenReader();
        Assert.Equal(6, reader.Count("SELECT count(*) FROM raw_toy"));
    }

    [Fact]
    public async Task One_bad_clip_fails_alone_and_the_next_run_mends_it()
    {
        using var folder = new TempFolder();
        var input = ToyRun.AddFilms(folder, Film);
        var curation = folder.Join("out");
        var bad = new ToyMeasureStage(fault: clip => clip.Clip.First == 10 ? new InvalidOperationException("of the test") : null);

        var report = await ToyRun.ExecuteAsync(curation, input, ToyRun.Stages(bad));

        Assert.True(report.HasFailures);
        Assert.Contains("toy: 1 failed, one of them with: of the test", report.Notices);
        Assert.Equal(["probe 1/1", "plan 1/1", "toy 2/3", "read 2/3", "total 1/1"], Lines(report));
        report = await ToyRun.ExecuteAsync(curation, input);
        Assert.Equal(["probe 1/1", "plan 1/1", "toy 3/3", "read 3/3", "total 1/1"], Lines(report));
        await ToyRun.ExecuteAsync(folder.Join("good"), input);
        var (mended, good) = (ToyRun.Hashes(curation), ToyRun.Hashes(folder.Join("good")));
        Assert.All(good.Where(table => table.Key != "ledger"), table => Assert.Equal(table.Value, mended[table.Key]));
    }

    [Fact]
    public async Task A_unit_at_fault_goes_to_quarantine_and_is_tried_again_on_request()
    {
        using var folder = new TempFolder();
        var input = ToyRun.AddFilms(folder, Film);
        var curation = folder.Join("out");
        var bad = new ToyMeasureStage(fault: clip => clip.Clip.First == 0 ? new QuarantineException("odd", "It is odd.", ["ffprobe", "x"]) : null);
        await ToyRun.ExecuteAsync(curation, input, ToyRun.Stages(bad));
        var quarantine = new CurationStore(curation, ToyRun.Catalog).Quarantine;
        var entry = Assert.Single(quarantine.List());

        Assert.Equal(2, (await ToyRun.ExecuteAsync(curation, input)).Progress.Stages[2].Done);
        quarantine.Remove(entry.UnitId);
        Assert.Equal(3, (await ToyRun.ExecuteAsync(curation, input)).Progress.Stages[2].Done);
    }

    [Fact]
    public async Task Too_many_failures_of_one_cause_stop_the_run_with_it()
    {
        using var folder = new TempFolder();
        var input = ToyRun.AddFilms(folder, Film);
        var bad = new ToyMeasureStage(fault: _ => new InvalidOperationException("of the test"));

        var fault = await Assert.ThrowsAsync<RunStoppedException>(() => ToyRun.ExecuteAsync(
            folder.Join("out"), input, ToyRun.Stages(bad), change: options => options with { Retry = options.Retry with { LeastUnits = 2 } }));

        Assert.Contains("of the test", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cause_that_can_pass_is_tried_again()
    {
        var tries = 0;
        var attempts = new UnitAttempts(new RetryOptions { DelaySeconds = [0, 0] }, TimeProvider.System);

        var result = await attempts.RunAsync(
            1, 2, (_, _) => ++tries < 3 ? Task.FromException<int>(new TimeoutException()) : Task.FromResult(tries), TestContext.Current.CancellationToken);

        Assert.Equal(3, result);
    }

    [Fact]
    public async Task A_decoder_that_dies_twice_sends_the_unit_to_quarantine()
    {
        var threads = new List<int>();
        var attempts = new UnitAttempts(new RetryOptions(), TimeProvider.System);

        var fault = await Assert.ThrowsAsync<QuarantineException>(() => attempts.RunAsync<int>(
            1,
            4,
            (count, _) =>
            {
                threads.Add(count);
                throw new DecoderCrashException("died", ["ffmpeg"], "");
            },
            TestContext.Current.CancellationToken));

        Assert.Equal("decoder_crash", fault.Code);
        Assert.Equal([4, 1], threads);
    }

    [Fact]
    public void A_stage_that_is_not_there_is_named_with_those_that_are()
    {
        var fault = Assert.Throws<InputException>(() => StagePlan.Of(ToyRun.Stages(), until: "shoots", only: null));

        Assert.Contains("ingest, probe, plan, toy, read, total", fault.Message, StringComparison.Ordinal);
    }

    private static string[] Lines(RunReport report) => [.. report.Progress.Stages.Select(stage => $"{stage.Stage} {stage.Done}/{stage.All}")];
}
