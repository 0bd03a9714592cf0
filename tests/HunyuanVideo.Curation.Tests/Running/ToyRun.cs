using HunyuanVideo.Curation.Ingest;
using HunyuanVideo.Curation.Running;
using HunyuanVideo.Curation.Store;
using HunyuanVideo.Curation.Tests.Ingest;
using HunyuanVideo.Curation.Tests.Store;
using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Tests.Running;

/// <summary>A small run with real decoders: a film of 32 frames and one of 2.</summary>
internal static class ToyRun
{
    public static TableCatalog Catalog { get; } = new(
        [typeof(SourceRow), typeof(SourcePathRow), typeof(ProbeRow), typeof(FrameTimeRow), typeof(ToyClipRow), typeof(ToyRow), typeof(ToyReadRow), typeof(ToyTotalRow)]);

    public static IReadOnlyList<IStage> Stages(IClipStage? measure = null) =>
    [
        new ProbeStage(FfmpegTools.Find(), new ProbeOptions(), TimeProvider.System),
        new ToyPlanStage(), measure ?? new ToyMeasureStage(), new ToyReadStage(), new ToyTotalStage(),
    ];

    public static string AddFilms(TempFolder folder, params string[] names)
    {
        foreach (var name in names)
        {
            folder.Add(TestFilms.Of(name), Path.Join("in", name));
        }

        return folder.Join("in");
    }

    public static Task<RunReport> ExecuteAsync(
        string curation, string input, IReadOnlyList<IStage>? stages = null, IFileLayer? files = null, Func<CurationRunOptions, CurationRunOptions>? change = null)
    {
        var options = new CurationRunOptions { Folder = curation, Inputs = [input], Jobs = 2, Retry = new RetryOptions { DelaySeconds = [0, 0] } };
        return new CurationRun(stages ?? Stages(), FfmpegTools.Find(), TimeProvider.System, Catalog, files ?? new FaultyFileLayer())
            .ExecuteAsync(change?.Invoke(options) ?? options, null, TestContext.Current.CancellationToken);
    }

    public static IReadOnlyDictionary<string, string> Hashes(string curation) => TableHashes.Of(new CurationStore(curation, Catalog));

    public static IReadOnlyList<T> Rows<T>(string curation)
        where T : class
    {
        using var reader = new CurationStore(curation, Catalog).OpenReader();
        return reader.Rows<T>();
    }
}
