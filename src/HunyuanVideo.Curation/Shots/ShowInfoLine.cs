using System.Globalization;
using System.Text.RegularExpressions;

namespace HunyuanVideo.Curation.Shots;

/// <summary>What ffmpeg's <c>showinfo</c> filter says of a frame. Tags of the film are printed indented, so they cannot pose as such a line.</summary>
internal static partial class ShowInfoLine
{
    /// <summary>A frame without its pixels, or null where the line speaks of something else.</summary>
    public static DecodedFrame? Frame(string line)
    {
        if (FrameLine().Match(line) is not { Success: true } match)
        {
            return null;
        }

        var pts = long.TryParse(match.Groups["pts"].ValueSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var stamp) ? stamp : long.MinValue;
        return new DecodedFrame(pts, match.Groups["type"].ValueSpan is "B", Number(match.Groups["width"]), Number(match.Groups["height"]), []);
    }

    /// <summary>The time base, or null where the line speaks of something else.</summary>
    public static (int Numerator, int Denominator)? TimeBase(string line) =>
        TimeBaseLine().Match(line) is { Success: true } match ? (Number(match.Groups["num"]), Number(match.Groups["den"])) : null;

    private static int Number(Group group) => int.TryParse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : 0;

    [GeneratedRegex(@"^\[Parsed_showinfo_\d+ @ \w+\] n: *\d+ pts: *(?<pts>\S+) .* s:(?<width>\d+)x(?<height>\d+) .* type:(?<type>.)", RegexOptions.CultureInvariant)]
    private static partial Regex FrameLine();

    [GeneratedRegex(@"^\[Parsed_showinfo_\d+ @ \w+\] config in time_base: (?<num>\d+)/(?<den>\d+)", RegexOptions.CultureInvariant)]
    private static partial Regex TimeBaseLine();
}
