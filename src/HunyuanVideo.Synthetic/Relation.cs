namespace HunyuanVideo.Synthetic;

/// <summary>Where the first of two things is in the first frame, seen from the second.</summary>
public enum Relation
{
    /// <summary>To its left.</summary>
    LeftOf,

    /// <summary>To its right.</summary>
    RightOf,

    /// <summary>Higher.</summary>
    Above,

    /// <summary>Lower.</summary>
    Below,
}
