using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Materialise;

/// <summary>An item with its bucket and the frames that are shown.</summary>
/// <param name="Item">The item.</param>
/// <param name="Cut">Its bucket.</param>
/// <param name="Schedule">For each picture the index of the clip's frame.</param>
/// <param name="KeepsAudio">Whether its sound is written.</param>
public sealed record ItemPlan(MaterialItem Item, BucketCut Cut, IReadOnlyList<int> Schedule, bool KeepsAudio)
{
    /// <summary>Folder of its bucket, width × height × frames.</summary>
    public string Bucket => $"{Cut.Size.Width}x{Cut.Size.Height}x{Schedule.Count}";
}
