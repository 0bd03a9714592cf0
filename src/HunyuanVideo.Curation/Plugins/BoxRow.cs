using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Plugins;

/// <summary>
/// Things that a model sees in a clip, surest first; the lists are of one length, but for four edges a box. To policies: the
/// shares of the crop under them, <c>crop_object</c>. Source: spec curation §4 S5.
/// </summary>
[CurationTable("plugin_yolox", nameof(ClipId))]
public sealed record BoxRow : PluginRow
{
    /// <summary>Frames that were looked at.</summary>
    public required int Frames { get; init; }

    /// <summary>Classes, as the model's labels name them.</summary>
    public required string[] Labels { get; init; }

    /// <summary>X0, Y0, X1 and Y1 of each, in shown pixels of the source: where it is surest.</summary>
    public required int[] Boxes { get; init; }

    /// <summary>Greatest score of each, 0…1.</summary>
    public required float[] Scores { get; init; }

    /// <summary>Share of the frames in which each is seen.</summary>
    public required float[] Persistence { get; init; }
}
