namespace HunyuanVideo.Curation.Shots;

/// <summary>How far a block is looked for, in thumbnail pixels.</summary>
/// <param name="X">Columns to each side.</param>
/// <param name="Y">Rows up and down.</param>
internal readonly record struct SearchReach(int X, int Y)
{
    /// <summary>14 % of the picture: more than a hand-held camera moves in a frame.</summary>
    public static SearchReach Near { get; } = new(9, 5);

    /// <summary>For frames some time apart: tells a pan from a dissolve.</summary>
    public static SearchReach Far { get; } = new(18, 10);
}
