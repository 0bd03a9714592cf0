namespace HunyuanVideo.Curation.Plugins;

/// <summary>How a <c>yolox</c> export gives its boxes: some decode them inside the model, and numbers do not tell.</summary>
public enum PluginBoxes
{
    /// <summary>Offsets from a grid per stride, sizes as logarithms; as exported without an option.</summary>
    Offsets,

    /// <summary>Centre and size in pixels of the model's picture; as exported with <c>--decode_in_inference</c>.</summary>
    Pixels,
}
