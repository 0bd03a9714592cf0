using System.Security.Cryptography;
using System.Text;
using HunyuanVideo.Curation.Store;
using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Stages;

/// <summary>What one person thinks of one clip; scores are 1 (bad) to 5 (good). Source: spec curation §3, §6 (SFT).</summary>
[CurationTable("annotation", nameof(ItemId), nameof(Annotator))]
public sealed record AnnotationRow
{
    /// <summary>Name of the stage in the ledger.</summary>
    public const string Stage = "annotation";

    private const int NameDigits = 8;

    /// <summary>The clip.</summary>
    public required string ItemId { get; init; }

    /// <summary>Who looked at it.</summary>
    public required string Annotator { get; init; }

    /// <summary>How the colours go together.</summary>
    public required sbyte ColourHarmony { get; init; }

    /// <summary>How the light falls.</summary>
    public required sbyte Lighting { get; init; }

    /// <summary>How the thing that matters stands out.</summary>
    public required sbyte ObjectEmphasis { get; init; }

    /// <summary>How the picture is laid out.</summary>
    public required sbyte SpatialLayout { get; init; }

    /// <summary>Whether things move at a natural speed.</summary>
    public required sbyte MotionSpeed { get; init; }

    /// <summary>Whether an action is seen whole.</summary>
    public required sbyte ActionIntegrity { get; init; }

    /// <summary>Whether moving things stay sharp.</summary>
    public required sbyte MotionBlur { get; init; }

    /// <summary>Whether the clip belongs into the set.</summary>
    public required bool Keep { get; init; }

    /// <summary>A remark.</summary>
    public string? Note { get; init; }

    /// <summary>Key of all annotations: people depend on no option.</summary>
    internal static string Key { get; } = StageKeys.Of(Stage, 1, null, null, []);

    /// <summary>Each person judges a clip once.</summary>
    internal WorkUnit Unit => new($"{ItemId}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(AnnotatorName.Key(Annotator))))[..NameDigits]}", Stage, Key);
}
