using HunyuanVideo.Curation.Running;

namespace HunyuanVideo.Curation.Tests.Running;

/// <summary>Reads what another stage measured, and no frames.</summary>
internal sealed class ToyReadStage : IClipStage
{
    public StageDeclaration Declaration { get; } = new()
    {
        Name = "read",
        Version = 1,
        Unit = UnitKind.Clip,
        Reads = ["toy"],
        Writes = [typeof(ToyReadRow)],
    };

    public ClipFinish Begin(ClipUnit clip, ClipPass pass) =>
        (facts, _) => Task.FromResult(StageResult.Of(new ToyReadRow { ClipId = clip.Clip.ClipId, Doubled = 2 * facts.Get<ToyRow>().MeanLuma }));
}
