using HunyuanVideo.Curation.Policies;
using HunyuanVideo.Curation.Running;
using HunyuanVideo.Curation.Stages;
using HunyuanVideo.Curation.Store;
using HunyuanVideo.Curation.Tests.Running;
using HunyuanVideo.Curation.Tests.Store;
using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Tests.Stages;

public sealed class StandardRunTests
{
    private static readonly string[] Films = ["dup-a.mp4", "dup-b-small-dark.mp4", "camera-static.mp4", "-leading dash.mp4", "audio-only.mp4", "zero-bytes.mp4", "playlist.mp4"];

    private static readonly Policy AnyClip = PolicyReader.Parse(
        """
        {"set": "any", "unit": "clip", "rules": [{"name": "one shot", "column": "m_recheck.single_shot", "is": true},
         {"name": "has a look", "column": "m_technical.quality", "min": 0}, {"name": "has side", "column": "m_crop.short_side", "min": 1},
         {"name": "best copy", "column": "dup_group.keep", "is": true}]}
        """, "test");

    [Fact]
    public async Task Every_file_is_accounted_for_and_a_copy_is_kept_once()
    {
        using var folder = new TempFolder();
        var curation = folder.Join("curation");
        await ExecuteAsync(curation, ToyRun.AddFilms(folder, Films), TestContext.Current.CancellationToken);

        using var sets = new CuratedSets(curation, [AnyClip]);
        var funnel = Assert.Single(sets.Decide());
        var steps = sets.Steps([funnel]);
        var quarantine = new CurationStore(curation).Quarantine.List();

        Assert.All(steps, step => Assert.True(step.IsWhole, step.ToString()));
        Assert.Equal(Films.Length, steps[0].In);
        Assert.Equal(["empty_file", "no_video_stream", "refused_format"], quarantine.Select(entry => entry.Code).Order(StringComparer.Ordinal));
        Assert.Equal(3, steps[0].Quarantined);
        Assert.Equal(0, funnel.Held);
        Assert.True(funnel.Accepted >= 1);
        Assert.True(funnel.Rules.Single(rule => rule.Rule == "best copy").Broken >= 1);
    }

    [Fact]
    public async Task A_stopped_run_goes_on_to_the_tables_of_an_undisturbed_one()
    {
        using var folder = new TempFolder();
        var input = ToyRun.AddFilms(folder, Films[..3]);
        await ExecuteAsync(folder.Join("whole"), input, TestContext.Current.CancellationToken);
        using (var stop = new CancellationTokenSource())
        {
            var watch = new StopAfter(stop);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ExecuteAsync(folder.Join("stopped"), input, stop.Token, watch));
        }

        await ExecuteAsync(folder.Join("stopped"), input, TestContext.Current.CancellationToken, jobs: 1);

        Assert.Equal(TableHashes.Of(new CurationStore(folder.Join("whole"))), TableHashes.Of(new CurationStore(folder.Join("stopped"))));
    }

    private static async Task ExecuteAsync(string curation, string input, CancellationToken cancellationToken, IProgress<RunProgress>? progress = null, int jobs = 2)
    {
        var tools = FfmpegTools.Find();
        using var stages = new StandardStages(tools, new StageOptions(), curation, TimeProvider.System);
        var options = new CurationRunOptions { Folder = curation, Inputs = [input], Jobs = jobs };
        await new CurationRun(stages.All, tools, TimeProvider.System).ExecuteAsync(options, progress, cancellationToken);
    }

    /// <summary>Stops the run when the first clip has a border.</summary>
    private sealed class StopAfter(CancellationTokenSource stop) : IProgress<RunProgress>
    {
        public void Report(RunProgress value)
        {
            if (value.Stages.Any(stage => stage.Stage == "borders" && stage.Done > 0))
            {
                stop.Cancel();
            }
        }
    }
}
