namespace HunyuanVideo.Curation.Policies;

/// <summary>How a set's items are written. Source: spec curation §10.</summary>
public sealed record PolicyOutput
{
    /// <summary>Two sides whose product is the area of every bucket, in pixels.</summary>
    public required IReadOnlyList<int> Area { get; init; }

    /// <summary>Pictures per second.</summary>
    public double Fps { get; init; } = 24;

    /// <summary>Allowed lengths, each 4n + 1; a clip gets the longest it can fill.</summary>
    public required IReadOnlyList<int> Frames { get; init; }

    /// <summary><c>none</c>, <c>keep</c> or <c>keep_if_good</c> (where S17 gave a class).</summary>
    public string Audio { get; init; } = "none";

    /// <summary>Quality of H.264, 0…51; less is better.</summary>
    public int Crf { get; init; } = 16;

    /// <summary>Aspect classes, each as width:height.</summary>
    public IReadOnlyList<string> Aspects { get; init; } = ["9:16", "3:4", "1:1", "4:3", "16:9"];

    /// <summary>Share of the cropped picture that may be lost to reach a bucket.</summary>
    public double LargestCropAway { get; init; } = 0.25;
}
