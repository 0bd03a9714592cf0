using HunyuanVideo.Curation.Running;

namespace HunyuanVideo.Curation.Tests.Running;

/// <summary>Measures a clip without its frames.</summary>
internal sealed class PlainMeasureStage : IClipStage
{
    public StageDeclaration Declaration { get; } = new() { Name = "toy", Version = 1, Unit = UnitKind.Clip, Reads = ["plan"], Writes = [typeof(ToyRow)] };

    public ClipFinish Begin(ClipUnit clip, ClipPass pass) =>
        (_, _) => Task.FromResult(StageResult.Of(new ToyRow { ClipId = clip.Clip.ClipId, Frames = clip.Clip.First, Planes = 0, MeanLuma = 0.5 }));
}
