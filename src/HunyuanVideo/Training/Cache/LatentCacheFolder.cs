using System.Globalization;
using HunyuanVideo.Synthetic;

namespace HunyuanVideo.Training.Cache;

/// <summary>Where the cache of a size lies in a run's folder.</summary>
internal static class LatentCacheFolder
{
    /// <summary><c>cache/WIDTHxHEIGHTxFRAMES</c>.</summary>
    public static string Of(string runFolder, ClipSize size) =>
        Path.Join(runFolder, "cache", string.Create(CultureInfo.InvariantCulture, $"{size.Width}x{size.Height}x{size.Frames}"));
}
