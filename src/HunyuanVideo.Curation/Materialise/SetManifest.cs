using System.Text.Json.Serialization;
using HunyuanVideo.Curation.Policies;

namespace HunyuanVideo.Curation.Materialise;

/// <summary>What stands in a set's <c>set.json</c>.</summary>
public sealed record SetManifest
{
    /// <summary>The layout that this program writes and reads.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Version of the layout.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>Name of the set.</summary>
    public required string Set { get; init; }

    /// <summary>The set whose clips these are, where they were written under another name.</summary>
    public string? Decided { get; init; }

    /// <summary>1 when made; one more for each takedown.</summary>
    public int Generation { get; init; } = 1;

    /// <summary>Items in the archives.</summary>
    public required int Items { get; init; }

    /// <summary>Their length in seconds at the policy's rate.</summary>
    public required double Seconds { get; init; }

    /// <summary>Items of each bucket.</summary>
    public required IReadOnlyDictionary<string, int> Buckets { get; init; }

    /// <summary>Accepted units that could not be written, by reason.</summary>
    public required IReadOnlyDictionary<string, int> LeftOut { get; init; }

    /// <summary>Hash of the policy and its predecessors.</summary>
    public required string PolicyHash { get; init; }

    /// <summary>The policy.</summary>
    public required Policy Policy { get; init; }

    /// <summary>How the pictures of clips are stored.</summary>
    public FrameStorage Storage { get; init; }

    /// <summary>Name and version of the program.</summary>
    public required string Program { get; init; }

    /// <summary>The encoder.</summary>
    public required string Ffmpeg { get; init; }

    /// <summary>Key of each stage that measured.</summary>
    public required IReadOnlyDictionary<string, string> StageKeys { get; init; }

    /// <summary>The units left out, in words.</summary>
    [JsonIgnore]
    public string LeftOutText => string.Join(", ", LeftOut.Select(reason => $"{reason.Value} {reason.Key}"));

    /// <summary>How often each word is there.</summary>
    internal static SortedDictionary<string, int> Counts(IEnumerable<string> words) =>
        new(words.GroupBy(word => word, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count()), StringComparer.Ordinal);
}
