namespace HunyuanVideo.Curation.Plugins;

/// <summary>
/// <c>plugin.json</c>: what a folder with a model says of itself. Unknown fields are faults. Source: spec curation §4.
/// </summary>
public sealed record PluginManifest
{
    /// <summary>What the model does; one of <see cref="PluginKind.All"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Short name, also the name of the space of an embedding: letters, digits, <c>-</c>, <c>_</c> and <c>.</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Version of the model, for people.</summary>
    public required string Version { get; init; }

    /// <summary>Name of the model's file in the folder.</summary>
    public string Model { get; init; } = "model.onnx";

    /// <summary>SHA-256 that the model's file must have; null = any.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Licence and origin, for people.</summary>
    public string? Licence { get; init; }

    /// <summary>By the kind's names of inputs, the model's names; what is left out has the kind's name.</summary>
    public IReadOnlyDictionary<string, string> Inputs { get; init; } = new Dictionary<string, string>();

    /// <summary>By the kind's names of outputs, the model's names; what is left out has the kind's name.</summary>
    public IReadOnlyDictionary<string, string> Outputs { get; init; } = new Dictionary<string, string>();

    /// <summary>How the model takes pictures, where it differs from the kind's default.</summary>
    public PictureOverrides? Picture { get; init; }

    /// <summary>How the model takes sound; for <c>audio-tags</c> and <c>av-consistency</c>.</summary>
    public AudioFormat? Audio { get; init; }

    /// <summary>What the model gives; for kinds with <see cref="PluginKind.NeedsAnswers"/>, which must say it.</summary>
    public PluginAnswers? Answers { get; init; }

    /// <summary>How the model gives boxes; for <c>yolox</c>, null = <see cref="PluginBoxes.Offsets"/>.</summary>
    public PluginBoxes? Boxes { get; init; }

    /// <summary>Side-car file in the folder with a label a line: classes, tags or characters.</summary>
    public string? Labels { get; init; }
}
