using HunyuanVideo.Training.Runs;

namespace HunyuanVideo.Training.Reports;

/// <summary>A picture of a run inside the page.</summary>
/// <param name="Step">Updates made.</param>
/// <param name="Source">Its bytes as a data address.</param>
internal sealed record EmbeddedPicture(long Step, string Source)
{
    private static readonly byte[] Signature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>The data address of a PNG file; null if it is none, is being written or is too large.</summary>
    public static string? Read(string path, TrainingReportOptions options)
    {
        var file = new FileInfo(path);
        if (!file.Exists || file.Length > options.LargestPicture)
        {
            return null;
        }

        var bytes = File.ReadAllBytes(path);
        return bytes.AsSpan().StartsWith(Signature) ? "data:image/png;base64," + Convert.ToBase64String(bytes) : null;
    }

    /// <summary>Pictures spread over a run, the last one among them, in order.</summary>
    public static IReadOnlyList<EmbeddedPicture> Choose(IReadOnlyList<RunPreview> pictures, TrainingReportOptions options, ref long bytesLeft)
    {
        var count = Math.Min(options.Pictures, pictures.Count);
        var chosen = Enumerable.Range(1, count).Select(i => pictures[(int)((long)i * pictures.Count / count) - 1]).Reverse();
        var embedded = new List<EmbeddedPicture>();
        foreach (var picture in chosen)
        {
            if (Read(picture.Path, options) is { } source && source.Length <= bytesLeft)
            {
                bytesLeft -= source.Length;
                embedded.Insert(0, new EmbeddedPicture(picture.Step, source));
            }
        }

        return embedded;
    }
}
