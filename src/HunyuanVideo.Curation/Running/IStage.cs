namespace HunyuanVideo.Curation.Running;

/// <summary>A stage: one object for a whole run, without state that changes.</summary>
public interface IStage
{
    /// <summary>What the runner must know.</summary>
    StageDeclaration Declaration { get; }
}
