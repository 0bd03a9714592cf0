using System.Text.Json.Serialization;

namespace HunyuanVideo.Curation.Stages;

/// <summary>A line of a work list: what a person is shown, and the answers, null until they are given.</summary>
internal sealed record AnnotationLine
{
    private const int Least = 1;
    private const int Most = 5;
    private const int MostNoteLetters = 4000;

    public string? ItemId { get; init; }

    public string? Preview { get; init; }

    public string? Film { get; init; }

    public double? StartSeconds { get; init; }

    public double? Seconds { get; init; }

    public string? Caption { get; init; }

    public string? Annotator { get; init; }

    public int? ColourHarmony { get; init; }

    public int? Lighting { get; init; }

    public int? ObjectEmphasis { get; init; }

    public int? SpatialLayout { get; init; }

    public int? MotionSpeed { get; init; }

    public int? ActionIntegrity { get; init; }

    public int? MotionBlur { get; init; }

    public bool? Keep { get; init; }

    public string? Note { get; init; }

    /// <summary>Whether nothing is filled in yet.</summary>
    [JsonIgnore]
    public bool IsOpen => Keep is null && string.IsNullOrWhiteSpace(Note) && Scores.All(score => score.Value is null);

    private (string Name, int? Value)[] Scores =>
    [
        ("colour_harmony", ColourHarmony), ("lighting", Lighting), ("object_emphasis", ObjectEmphasis), ("spatial_layout", SpatialLayout),
        ("motion_speed", MotionSpeed), ("action_integrity", ActionIntegrity), ("motion_blur", MotionBlur),
    ];

    /// <summary>What is wrong with the answers, a sentence each.</summary>
    public IEnumerable<string> Faults()
    {
        if (ItemId is not { Length: > 0 })
        {
            yield return "item_id is missing; leave it as the work list has it.";
        }

        if (!AnnotatorName.IsOne(Annotator))
        {
            yield return $"annotator {AnnotatorName.Rule}";
        }

        foreach (var (name, value) in Scores.Where(score => score.Value is not null and (< Least or > Most)))
        {
            yield return FormattableString.Invariant($"{name} {value} is not within {Least}…{Most}.");
        }

        string[] missing = [.. Scores.Where(score => score.Value is null).Select(score => score.Name), .. Keep is null ? ["keep"] : Array.Empty<string>()];
        if (missing.Length > 0)
        {
            yield return $"{string.Join(", ", missing)} {(missing.Length == 1 ? "has" : "have")} no answer; answer all, or nothing and leave no note.";
        }

        if (Note?.Length > MostNoteLetters)
        {
            yield return $"note has {Note.Length} letters; {MostNoteLetters} are kept at most.";
        }
    }

    /// <summary>The row of a line without faults.</summary>
    public AnnotationRow ToRow() => new()
    {
        ItemId = ItemId!,
        Annotator = Annotator!,
        ColourHarmony = (sbyte)ColourHarmony!,
        Lighting = (sbyte)Lighting!,
        ObjectEmphasis = (sbyte)ObjectEmphasis!,
        SpatialLayout = (sbyte)SpatialLayout!,
        MotionSpeed = (sbyte)MotionSpeed!,
        ActionIntegrity = (sbyte)ActionIntegrity!,
        MotionBlur = (sbyte)MotionBlur!,
        Keep = Keep!.Value,
        Note = Note,
    };
}
