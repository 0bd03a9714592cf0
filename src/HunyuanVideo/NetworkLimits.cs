namespace HunyuanVideo;

/// <summary>Sizes beyond those of any network that is known: a configuration that asks for more is a slip, and would take all memory.</summary>
internal static class NetworkLimits
{
    /// <summary>Layers or blocks of a kind.</summary>
    public const int MostLayers = 1000;

    /// <summary>Channels or features.</summary>
    public const int MostWidth = 1 << 20;
}
