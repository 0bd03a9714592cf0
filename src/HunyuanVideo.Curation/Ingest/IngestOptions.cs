namespace HunyuanVideo.Curation.Ingest;

/// <summary>How files are taken in.</summary>
public sealed record IngestOptions
{
    /// <summary>Hash files again whose size and time have not changed.</summary>
    public bool Rehash { get; init; }

    /// <summary>Under what terms the files may be used.</summary>
    public string? Licence { get; init; }

    /// <summary>Where the files come from.</summary>
    public string? Origin { get; init; }

    /// <summary>Whether content that was taken in under the terms <paramref name="known"/> had another licence or origin than is given now.</summary>
    internal bool Contradicts((string? Licence, string? Origin) known) => (Licence is not null && Licence != known.Licence) || (Origin is not null && Origin != known.Origin);

    /// <summary>Files read at once.</summary>
    public int Jobs { get; init; } = Environment.ProcessorCount;
}
