namespace HunyuanVideo.Curation.Materialise;

/// <summary>A file inside an archive.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Offset">Its first byte.</param>
/// <param name="Length">Its bytes.</param>
internal readonly record struct ShardMember(string Name, long Offset, long Length)
{
    /// <summary>The clip: the name up to the first dot.</summary>
    public string ClipId => Name.Split('.')[0];

    /// <summary>Whether it is the item's JSON.</summary>
    public bool IsJson => Name.EndsWith(".json", StringComparison.Ordinal);
}
