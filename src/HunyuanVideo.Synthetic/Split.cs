namespace HunyuanVideo.Synthetic;

/// <summary>Which combinations of attributes a sampler may use; see <see cref="Combination.IsUnseen"/>.</summary>
public enum Split
{
    /// <summary>Only combinations meant for training.</summary>
    Seen,

    /// <summary>At least one combination that training never shows.</summary>
    Unseen,

    /// <summary>All combinations.</summary>
    Any,
}
