using HunyuanVideo.Curation.Running;
using HunyuanVideo.Curation.Store;
using HunyuanVideo.Curation.Tests.Store;

namespace HunyuanVideo.Curation.Tests.Running;

public sealed class CrashTests
{
    private static readonly IReadOnlyList<IStage> Stages = [new PlainPlanStage(), new PlainMeasureStage(), new ToyReadStage(), new ToyTotalStage()];
    private static readonly IReadOnlyList<IStage> Few = [new PlainPlanStage(), new PlainMeasureStage()];

    [Fact]
    [Trait("Speed", "slow")]
    public async Task A_run_that_fails_at_any_operation_of_the_disk_ends_with_the_same_tables()
    {
        using var folder = new TempFolder();
        var input = ToyRun.AddFilms(folder, "%05d.mp4");
        var counting = new FaultyFileLayer();
        await RunAsync(folder.Join("whole"), input, counting, Few);
        var expected = ToyRun.Hashes(folder.Join("whole"));

        for (var operation = 1; operation <= counting.Count; operation++)
        {
            var curation = folder.Join($"broken-{operation}");
            await Assert.ThrowsAnyAsync<IOException>(() => RunAsync(curation, input, new FaultyFileLayer { FailAt = operation, LeavesHalf = operation % 2 == 0 }, Few));
            await RunAsync(curation, input, new FaultyFileLayer(), Few);

            Assert.Equal(expected, ToyRun.Hashes(curation));
            Assert.Empty(Directory.EnumerateFiles(curation, "*.tmp", SearchOption.AllDirectories));
        }

        Assert.InRange(counting.Count, 20, 60);
    }

    [Fact]
    public async Task Faults_on_top_of_faults_end_with_the_same_tables()
    {
        using var folder = new TempFolder();
        var input = ToyRun.AddFilms(folder, "%05d.mp4", "two-frames.mp4");
        var small = new BatchOptions { Units = 1 };
        await RunAsync(folder.Join("whole"), input, new FaultyFileLayer(), Stages, small);
        foreach (var operation in new[] { 3, 9, 4, 14, 7, 22, 11 })
        {
            await Assert.ThrowsAnyAsync<IOException>(() => RunAsync(folder.Join("broken"), input, new FaultyFileLayer { FailAt = operation, LeavesHalf = true }, Stages, small));
        }

        await RunAsync(folder.Join("broken"), input, new FaultyFileLayer(), Stages, small);
        Assert.Equal(ToyRun.Hashes(folder.Join("whole")), ToyRun.Hashes(folder.Join("broken")));
    }

    [Fact]
    public async Task A_full_disk_ends_the_run_and_the_next_goes_on()
    {
        using var folder = new TempFolder();
        var input = ToyRun.AddFilms(folder, "%05d.mp4");
        var disk = new FaultyFileLayer { FreeBytesNow = 1000 };

        await Assert.ThrowsAnyAsync<StoreFullException>(() => RunAsync(folder.Join("out"), input, disk, Few));

        disk.FreeBytesNow = null;
        await RunAsync(folder.Join("out"), input, disk, Few);
        await RunAsync(folder.Join("whole"), input, new FaultyFileLayer(), Few);
        Assert.Equal(ToyRun.Hashes(folder.Join("whole")), ToyRun.Hashes(folder.Join("out")));
    }

    private static Task<RunReport> RunAsync(string curation, string input, IFileLayer files, IReadOnlyList<IStage> stages, BatchOptions? batch = null) =>
        ToyRun.ExecuteAsync(curation, input, stages, files, options => options with { Batch = batch ?? options.Batch, Jobs = 1 });
}
