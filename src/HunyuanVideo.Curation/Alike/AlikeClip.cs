namespace HunyuanVideo.Curation.Alike;

/// <summary>What the search for near-duplicates knows of a clip or still. Source: spec curation §4 S13.</summary>
public sealed record AlikeClip
{
    /// <summary>The clip.</summary>
    public required string ClipId { get; init; }

    /// <summary>A still is compared with stills only.</summary>
    public bool IsStill { get; init; }

    /// <summary>Signatures in order of time, one for a still; 0 = a picture without structure, like none.</summary>
    public required ulong[] Signature { get; init; }

    /// <summary>The <c>look</c> vector, unit length.</summary>
    public required float[] Look { get; init; }

    /// <summary>A plug-in's vector, unit length; null without one.</summary>
    public float[]? Model { get; init; }

    /// <summary><c>m_technical.quality</c>, 0…1.</summary>
    public double Quality { get; init; }

    /// <summary><c>m_clarity.clarity</c>, 0…1.</summary>
    public double Clarity { get; init; }

    /// <summary>Rows of the picture as shown.</summary>
    public int Height { get; init; }
}
