namespace HunyuanVideo.Curation.Decoding;

/// <summary>Puts pictures with an alpha channel on black. Source: spec curation §16.</summary>
public static class AlphaFilter
{
    private static readonly string[] Formats = ["yuva", "rgba", "bgra", "argb", "abgr", "gbrap", "ya8", "ya16", "pal8"];

    /// <summary>The filters for frames of a pixel format, none where it has no alpha.</summary>
    /// <param name="pixelFormat">In ffmpeg's words.</param>
    public static IEnumerable<string> Of(string pixelFormat) =>
        Array.Exists(Formats, format => pixelFormat.StartsWith(format, StringComparison.Ordinal)) ? ["format=rgba", "premultiply=inplace=1"] : [];
}
