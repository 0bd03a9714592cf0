namespace HunyuanVideo.Curation.Plugins;

/// <summary>
/// What every measurement of a plug-in says of the model it comes from; a stage fills it in. The tables are called
/// <c>plugin_KIND</c>; policies see their columns beside those of the stage that measures without a model.
/// </summary>
public abstract record PluginRow
{
    /// <summary>The clip.</summary>
    public string ClipId { get; init; } = "";

    /// <summary>Name of the plug-in.</summary>
    public string Plugin { get; init; } = "";

    /// <summary>Its version.</summary>
    public string PluginVersion { get; init; } = "";

    /// <summary>SHA-256 of the model's file.</summary>
    public string ModelHash { get; init; } = "";
}
