namespace HunyuanVideo.Curation.Policies;

/// <summary>What a set is made of.</summary>
public static class PolicyUnits
{
    /// <summary>Moving pictures: more than one frame.</summary>
    public const string Clip = "clip";

    /// <summary>Stills, and the first frames of clips.</summary>
    public const string Image = "image";
}
