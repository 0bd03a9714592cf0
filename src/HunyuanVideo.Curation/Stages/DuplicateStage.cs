using HunyuanVideo.Curation.Alike;
using HunyuanVideo.Curation.Ingest;
using HunyuanVideo.Curation.Picture;
using HunyuanVideo.Curation.Running;
using HunyuanVideo.Curation.Shots;
using HunyuanVideo.Curation.Store;

namespace HunyuanVideo.Curation.Stages;

/// <summary>S13 as a stage of a run. Source: spec curation §4 S13.</summary>
/// <param name="options">Thresholds; their threads do not change the answer.</param>
/// <param name="signaturesPerSecond">Rate of the signatures.</param>
public sealed class DuplicateStage(DuplicateOptions options, double signaturesPerSecond) : IBarrierStage
{
    /// <inheritdoc/>
    public StageDeclaration Declaration { get; } = new()
    {
        Name = DuplicateFinder.Stage,
        Version = DuplicateFinder.Version,
        Unit = UnitKind.All,
        Options = options with { Threads = 0 },
        Reads = [SourceProbe.Stage, ClipPlanner.StageName, TechnicalAnalyser.Stage, ClarityAnalyser.Stage, LookAnalyser.Stage, SphericalKMeans.Stage],
        Writes = [typeof(DupEdgeRow), typeof(DupGroupRow)],
        CostSeconds = 0.01,
    };

    /// <inheritdoc/>
    public Task<StageResult> RunAsync(CurationReader reader, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var clips = ClipsOf(reader);
        var concepts = clips.Count > options.MostClipsOfAllPairs ? Concepts(reader, clips) : null;
        var found = new DuplicateFinder(options).Find(clips, signaturesPerSecond, concepts);
        return Task.FromResult(new StageResult([.. found.Edges, .. found.Groups]));
    }

    private static IReadOnlyDictionary<string, int[]> Concepts(CurationReader reader, List<AlikeClip> clips)
    {
        const int Nearest = 4;
        var vectors = VectorTable.From(clips.Select(clip => (clip.ClipId, clip.Look)));
        return SphericalKMeans.Nearest(vectors, reader.Rows<ConceptRow>($"space = '{LookAnalyser.Space}'"), Nearest);
    }

    private static List<AlikeClip> ClipsOf(CurationReader reader)
    {
        var clips = reader.Rows<ClipRow>().ToDictionary(row => row.ClipId, StringComparer.Ordinal);
        var heights = reader.Rows<ProbeRow>().ToDictionary(row => row.SourceId, row => row.Height, StringComparer.Ordinal);
        var quality = reader.Rows<TechnicalRow>().ToDictionary(row => row.ClipId, row => row.Quality, StringComparer.Ordinal);
        var clarity = reader.Rows<ClarityRow>().ToDictionary(row => row.ClipId, row => row.Clarity, StringComparer.Ordinal);
        return
        [
            .. reader.Rows<EmbeddingRow>($"space = '{LookAnalyser.Space}'").Where(row => clips.ContainsKey(row.ClipId)).Select(row => new AlikeClip
            {
                ClipId = row.ClipId,
                IsStill = clips[row.ClipId].Frames == 1,
                Signature = row.Signature,
                Look = row.Vector,
                Quality = quality.GetValueOrDefault(row.ClipId),
                Clarity = clarity.GetValueOrDefault(row.ClipId),
                Height = heights.GetValueOrDefault(clips[row.ClipId].SourceId),
            }),
        ];
    }
}
