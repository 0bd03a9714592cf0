namespace HunyuanVideo.Curation.Decoding;

/// <summary>What a decoder process is asked for.</summary>
internal sealed record DecodeRequest
{
    /// <summary>The film.</summary>
    public required string Path { get; init; }

    /// <summary>Which of the video streams, covers counted too; null: the first that is no cover.</summary>
    public int? VideoStream { get; init; }

    /// <summary>Filter that makes the small picture.</summary>
    public required string Filter { get; init; }

    /// <summary>Bytes of a pixel in the filter's format.</summary>
    public required int BytesPerPixel { get; init; }

    /// <summary>Absolute time stamp to begin at, in seconds: decoding starts at the key frame before. Null: the beginning.</summary>
    public double? SeekSeconds { get; init; }

    /// <summary>Seconds after which decoding ends; null: the end of the film.</summary>
    public double? MostSeconds { get; init; }

    /// <summary>Whether frames that no other needs are left out.</summary>
    public bool SkipsUnreferenced { get; init; }

    /// <summary>Whether the loop filter is left out: faster, good enough for small pictures.</summary>
    public bool SkipsLoopFilter { get; init; } = true;

    /// <summary>What else is kept of the pictures; null: nothing.</summary>
    public KeptPictures? Kept { get; init; }

    /// <summary>Decoder threads.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>After this the process is ended.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromHours(1);
}
