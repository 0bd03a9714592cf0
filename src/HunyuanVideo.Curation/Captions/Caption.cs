namespace HunyuanVideo.Curation.Captions;

/// <summary>A caption as fields. Only the version and the short sentence are always there. Source: spec curation §8.</summary>
public sealed record Caption
{
    /// <summary>The version of the form that is read and written.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Version of the form.</summary>
    public int Version { get; init; } = CurrentVersion;

    /// <summary>One sentence: the main thing that happens.</summary>
    public required string Headline { get; init; }

    /// <summary>Everything, in order of time.</summary>
    public string? Dense { get; init; }

    /// <summary>What lies behind.</summary>
    public string? Background { get; init; }

    /// <summary>"realistic", "documentary", "cinematic", "animation" ….</summary>
    public string? Style { get; init; }

    /// <summary>"close_up", "medium", "full", "long", "aerial" ….</summary>
    public string? ShotType { get; init; }

    /// <summary>How it is lit.</summary>
    public string? Lighting { get; init; }

    /// <summary>The mood.</summary>
    public string? Atmosphere { get; init; }

    /// <summary>What the camera does; null if not sure.</summary>
    public CaptionCamera? Camera { get; init; }

    /// <summary>Tags of quality: "sharp".</summary>
    public IReadOnlyList<string> Quality { get; init; } = [];

    /// <summary>Tags of origin: "own footage".</summary>
    public IReadOnlyList<string> Source { get; init; } = [];

    /// <summary>What is seen.</summary>
    public IReadOnlyList<CaptionThing> Things { get; init; } = [];

    /// <summary>What is heard.</summary>
    public CaptionAudio? Audio { get; init; }

    /// <summary>One line of JSON; fields without content are left out.</summary>
    public string ToJson() => CaptionJson.Write(this);
}
