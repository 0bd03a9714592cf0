using System.Globalization;

namespace HunyuanVideo.Curation.Decoding;

/// <summary>What ffmpeg's <c>showinfo</c> filter says of a frame. Tags of the film are printed indented, so they cannot pose as such a line.</summary>
internal static class ShowInfoLine
{
    private const string Prefix = "[Parsed_showinfo_";

    /// <summary>A frame without its pixels, or null where the line speaks of something else.</summary>
    public static DecodedFrame? Frame(string line)
    {
        if (!line.StartsWith(Prefix, StringComparison.Ordinal) || Value(line, "] n:").IsEmpty)
        {
            return null;
        }

        var size = Value(line, " s:");
        var times = Math.Max(0, size.IndexOf('x'));
        var pts = long.TryParse(Value(line, " pts:"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var stamp) ? stamp : long.MinValue;
        return new DecodedFrame(pts, Value(line, " type:") is "B", Number(size[..times]), Number(size[Math.Min(size.Length, times + 1)..]), []);
    }

    /// <summary>The time base, or null where the line speaks of something else.</summary>
    public static (int Numerator, int Denominator)? TimeBase(string line)
    {
        if (!line.StartsWith(Prefix, StringComparison.Ordinal) || Value(line, "config in time_base:") is not { IsEmpty: false } text)
        {
            return null;
        }

        var slash = Math.Max(0, text.IndexOf('/'));
        return (Number(text[..slash]), Number(text[(slash + 1)..].TrimEnd(',')));
    }

    /// <summary>The word behind a name; numbers may be padded with blanks before.</summary>
    private static ReadOnlySpan<char> Value(string line, string name)
    {
        var at = line.IndexOf(name, StringComparison.Ordinal);
        if (at < 0)
        {
            return [];
        }

        var value = line.AsSpan(at + name.Length).TrimStart(' ');
        return value.IndexOf(' ') is var end and >= 0 ? value[..end] : value;
    }

    private static int Number(ReadOnlySpan<char> text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : 0;
}
