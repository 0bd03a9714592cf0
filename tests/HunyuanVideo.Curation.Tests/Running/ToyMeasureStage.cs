using HunyuanVideo.Curation.Running;

namespace HunyuanVideo.Curation.Tests.Running;

/// <summary>Measures a clip's frames; may be told to fail.</summary>
internal sealed class ToyMeasureStage(int version = 1, Func<ClipUnit, Exception?>? fault = null) : IClipStage
{
    public StageDeclaration Declaration { get; } = new()
    {
        Name = "toy",
        Version = version,
        Unit = UnitKind.Clip,
        Reads = ["plan"],
        Writes = [typeof(ToyRow)],
    };

    public ClipFinish Begin(ClipUnit clip, ClipPass pass)
    {
        var analyser = pass.Share(() => new ToyAnalyser());
        return (_, _) => fault?.Invoke(clip) is { } wanted
            ? Task.FromException<StageResult>(wanted)
            : Task.FromResult(StageResult.Of(new ToyRow
            {
                ClipId = clip.Clip.ClipId,
                Frames = analyser.Indices.Count,
                Planes = analyser.Planes,
                MeanLuma = analyser.MeanLuma,
            }));
    }
}
