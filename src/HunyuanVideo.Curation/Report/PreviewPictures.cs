namespace HunyuanVideo.Curation.Report;

/// <summary>Where the page finds the frames of clips: paths beside it, or the pictures themselves, each of them once.</summary>
/// <param name="folder">The previews.</param>
/// <param name="pageFolder">The page's folder.</param>
/// <param name="options">Whether pictures are embedded, and how many bytes of them.</param>
internal sealed class PreviewPictures(string folder, string pageFolder, ReportOptions options)
{
    private const int PrefixDigits = 2;

    private readonly Dictionary<string, int?> _known = new(StringComparer.Ordinal);
    private readonly List<string> _addresses = [];
    private long _embedded;

    /// <summary>Addresses for the page of all pictures that were asked for.</summary>
    public IReadOnlyList<string> Addresses => _addresses;

    /// <summary>Number of a clip's picture among <see cref="Addresses"/>, or null where no preview was made.</summary>
    public int? Of(string clipId)
    {
        if (!_known.TryGetValue(clipId, out var number))
        {
            if (Find(clipId) is { } address)
            {
                number = _addresses.Count;
                _addresses.Add(address);
            }

            _known[clipId] = number;
        }

        return number;
    }

    /// <summary>The place of a clip's preview, or null: identities are hexadecimal, anything else names no file.</summary>
    public static string? PathOf(string folder, string clipId) => clipId.Length > PrefixDigits && clipId.All(char.IsAsciiHexDigit)
        ? Path.Join(folder, clipId[..PrefixDigits], clipId + ".jpg")
        : null;

    private string? Find(string clipId)
    {
        if (PathOf(folder, clipId) is not { } path || new FileInfo(path) is var file && !file.Exists)
        {
            return null;
        }

        if (options.Embed && _embedded + file.Length <= options.EmbeddedBytes)
        {
            _embedded += file.Length;
            return "data:image/jpeg;base64," + Convert.ToBase64String(File.ReadAllBytes(file.FullName));
        }

        return string.Join('/', Path.GetRelativePath(pageFolder, file.FullName).Split(Path.DirectorySeparatorChar).Select(Uri.EscapeDataString));
    }
}
