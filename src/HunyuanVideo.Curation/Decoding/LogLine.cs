namespace HunyuanVideo.Curation.Decoding;

/// <summary>
/// A line that ffmpeg logs with its level: <c>[part @ address] [level] words</c>, the part often left out. Tags of the film
/// stand behind the level or are indented, so they cannot pose as one.
/// </summary>
internal static class LogLine
{
    private static readonly string[] Errors = ["[error] ", "[fatal] ", "[panic] "];
    private static readonly string[] OpenGroup = ["[error] mmco: unref short failure", "[error] Missing reference picture, default is "];

    /// <summary>Whether it is a complaint.</summary>
    public static bool IsError(string line) => Array.Exists(Errors, level => WithoutPart(line).StartsWith(level, StringComparison.Ordinal));

    /// <summary>Whether it is what a decoder says that begins at a key frame of an open group: pictures shown before that one lean on others it never had.</summary>
    public static bool IsOfOpenGroup(string line) => WithoutPart(line) is var words && Array.Exists(OpenGroup, start => words.StartsWith(start, StringComparison.Ordinal));

    /// <summary>The words of the last line, without the file's name: the sentence around them tells it.</summary>
    public static string LastWords(string lines, string path)
    {
        var last = lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is [.., var line] ? WithoutPart(line) : "no message";
        return (last.StartsWith('[') && last.IndexOf("] ", StringComparison.Ordinal) is var end and >= 0 ? last[(end + 2)..] : last).TrimEnd('.').Replace($"{DecoderSafety.Name(path)}: ", "", StringComparison.Ordinal);
    }

    private static string WithoutPart(string line)
    {
        var end = line.IndexOf("] ", StringComparison.Ordinal);
        return line.StartsWith('[') && end >= 0 && line.AsSpan(0, end).Contains(" @ 0x", StringComparison.Ordinal) ? line[(end + 2)..] : line;
    }
}
