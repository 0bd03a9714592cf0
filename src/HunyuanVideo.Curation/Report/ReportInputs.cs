using HunyuanVideo.Curation.Policies;

namespace HunyuanVideo.Curation.Report;

/// <summary>What the report needs besides the tables.</summary>
public sealed record ReportInputs
{
    /// <summary>The sets as decided.</summary>
    public required IReadOnlyList<SetFunnel> Funnels { get; init; }

    /// <summary>Their policies, with those they are taken from.</summary>
    public required IReadOnlyList<Policy> Policies { get; init; }

    /// <summary>Files that could not be read.</summary>
    public IReadOnlyList<QuarantinedFile> Quarantine { get; init; } = [];

    /// <summary>Folder of the previews, <c>ab/CLIP.jpg</c> below.</summary>
    public required string PreviewFolder { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset Made { get; init; }

    /// <summary>Name and version of the program.</summary>
    public required string Program { get; init; }

    /// <summary>The machine in one line.</summary>
    public required string Machine { get; init; }

    /// <summary>Loudest samples of some clips along their time, 0…1, for drawing.</summary>
    public IReadOnlyList<SoundWave> Waves { get; init; } = [];
}
