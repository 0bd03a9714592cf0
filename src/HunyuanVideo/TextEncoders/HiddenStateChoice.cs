namespace HunyuanVideo.TextEncoders;

/// <summary>Which hidden state of a decoder is the text state. Source: spec text-encoders §2.5.</summary>
/// <param name="SkipLayers">Last layers left out, 0 … N. 0 is the output of all layers with the final norm.</param>
/// <param name="ApplyFinalNorm">Puts the final norm on an earlier state too; changes nothing when no layer is skipped.</param>
public sealed record HiddenStateChoice(int SkipLayers, bool ApplyFinalNorm = false)
{
    /// <summary>All layers and the final norm.</summary>
    public static HiddenStateChoice Last { get; } = new(0);

    /// <summary>Two layers before the last, no final norm.</summary>
    public static HiddenStateChoice Published { get; } = new(2);

    /// <summary>Whether the final norm is computed.</summary>
    public bool NeedsNorm => SkipLayers == 0 || ApplyFinalNorm;

    /// <summary>Layers that are computed, counted from the first.</summary>
    /// <exception cref="ConfigException">More layers are skipped than <paramref name="config"/> has, or fewer than none.</exception>
    public int LayersNeeded(LlamaConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return SkipLayers >= 0 && SkipLayers <= config.LayerCount
            ? config.LayerCount - SkipLayers
            : throw new ConfigException(
                $"hidden_state_skip_layer is {SkipLayers} but the encoder has {config.LayerCount} layers; choose 0 to {config.LayerCount}.");
    }
}
