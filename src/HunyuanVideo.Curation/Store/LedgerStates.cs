namespace HunyuanVideo.Curation.Store;

/// <summary>States of a unit in the ledger.</summary>
public static class LedgerStates
{
    /// <summary>Its rows count.</summary>
    public const string Done = "done";

    /// <summary>It failed and may be tried again in another run.</summary>
    public const string Failed = "failed";

    /// <summary>Rows of the attempts before are gone with a part; it is to be done again.</summary>
    public const string Lost = "lost";

    /// <summary>It is at fault itself; tried again only on request.</summary>
    public const string Quarantined = "quarantined";

    /// <summary>Removed on request: hidden everywhere, refused when it comes again.</summary>
    public const string TakenDown = "taken_down";
}
