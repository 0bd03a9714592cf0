namespace HunyuanVideo.Curation.Running;

/// <summary>What a stage measures one of at a time.</summary>
public enum UnitKind
{
    /// <summary>A source.</summary>
    Source,

    /// <summary>A clip.</summary>
    Clip,

    /// <summary>Everything at once, when all before it is done.</summary>
    All,
}
