namespace HunyuanVideo.Curation.Units;

/// <summary>
/// Names and commands on one line each: whatever a file is called, a listing keeps its lines, and a command that is
/// copied from it reaches that file. Source: spec curation §16 (hostile names).
/// </summary>
public static class OneLine
{
    private const string Plain = "-_./:=,+@%";

    /// <summary>A name as people may see it: control characters are shown, not obeyed.</summary>
    public static string Text(string text) => string.Concat((text ?? "").Select(letter => char.IsControl(letter) ? Escape(letter) : letter.ToString()));

    /// <summary>A program and its arguments as a shell reads them back.</summary>
    public static string Command(IEnumerable<string> arguments) => string.Join(' ', arguments.Select(Argument));

    /// <summary>One argument as a POSIX shell reads it back; control characters take bash's <c>$'…'</c>.</summary>
    public static string Argument(string argument)
    {
        ArgumentNullException.ThrowIfNull(argument);
        if (argument.Any(char.IsControl))
        {
            return $"$'{string.Concat(argument.Select(letter => char.IsControl(letter) ? Escape(letter) : letter is '\'' or '\\' ? "\\" + letter : letter.ToString()))}'";
        }

        return argument.Length > 0 && argument.All(letter => char.IsAsciiLetterOrDigit(letter) || Plain.Contains(letter, StringComparison.Ordinal))
            ? argument
            : "'" + argument.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
    }

    private static string Escape(char letter) => $"\\u{(int)letter:x4}";
}
