using System.CommandLine;
using System.CommandLine.Parsing;

namespace HunyuanVideo.Cli;

/// <summary>Values of a command line that may hold faults; <see cref="ParseFaults"/> tells these.</summary>
internal static class ParsedValues
{
    private const string FreeText = "TEXT";

    /// <summary>The option's value, or the default of its type when it was given wrongly: that fault is reported by itself.</summary>
    public static T? ValueOf<T>(this ParseResult parsed, Option<T> option) => parsed.IsFaulty(option) ? default : parsed.GetValue(option);

    /// <summary>The argument's value, or the default of its type when it is missing or was given wrongly: that fault is reported by itself.</summary>
    public static T? ValueOf<T>(this ParseResult parsed, Argument<T> argument) => parsed.IsFaulty(argument) ? default : parsed.GetValue(argument);

    /// <summary>Whether the option was given in a way that makes no value.</summary>
    public static bool IsFaulty(this ParseResult parsed, Option option) =>
        parsed.IsEmpty(option) || (parsed.GetResult(option) is { } given && given.Errors.Any());

    /// <summary>Whether the argument is missing or was given in a way that makes no value.</summary>
    public static bool IsFaulty(this ParseResult parsed, Argument argument) =>
        parsed.IsEmpty(argument) || parsed.UnknownOptions().Any() || parsed.WordsOf(argument).Count < argument.Arity.MinimumNumberOfValues;

    /// <summary>Whether the option was given the empty text: a path, a name or a number it is not, only free text may be empty.</summary>
    public static bool IsEmpty(this ParseResult parsed, Option option) =>
        option.HelpName != FreeText && parsed.GetResult(option) is { } given && given.Tokens.Any(token => token.Value.Length == 0);

    /// <summary>Whether the argument was given the empty text.</summary>
    public static bool IsEmpty(this ParseResult parsed, Argument argument) => parsed.WordsOf(argument).Contains("");

    /// <summary>Words among the arguments, and behind options of several values, that are meant as options: the parser takes a slip of the fingers for a value.</summary>
    public static IEnumerable<string> UnknownOptions(this ParseResult parsed) =>
        parsed.CommandResult.Command.Arguments.SelectMany(parsed.WordsOf).Where(parsed.IsMeantAsOption)
            .Concat(parsed.CommandResult.Command.Options.SelectMany(parsed.UnknownOptionsBehind));

    /// <summary>Words that an option of several values took, though they are meant as options.</summary>
    public static IEnumerable<string> UnknownOptionsBehind(this ParseResult parsed, Option option) =>
        option.AllowMultipleArgumentsPerToken && parsed.GetResult(option) is { } given
            ? given.Tokens.Select(token => token.Value).Where(word => word.StartsWith("--", StringComparison.Ordinal) && parsed.IsMeantAsOption(word))
            : [];

    /// <summary>Whether a word that the parser does not know is meant as an option. After <c>--</c> every word is a value.</summary>
    public static bool IsMeantAsOption(this ParseResult parsed, string word) =>
        word.Length > 1 && word[0] == '-' && !word.Any(char.IsWhiteSpace)
        && parsed.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash).Any(token => token.Value == word);

    private static IReadOnlyList<string> WordsOf(this ParseResult parsed, Argument argument) =>
        parsed.GetResult(argument) is { } given ? [.. given.Tokens.Select(token => token.Value)] : [];
}
