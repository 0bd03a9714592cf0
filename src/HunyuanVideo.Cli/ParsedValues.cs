using System.CommandLine;

namespace HunyuanVideo.Cli;

/// <summary>Values of a command line that may hold faults.</summary>
internal static class ParsedValues
{
    /// <summary>The option's value, or the default of its type when it was given wrongly: that fault is reported by itself.</summary>
    public static T? ValueOf<T>(this ParseResult parsed, Option<T> option) =>
        parsed.GetResult(option) is { } given && given.Errors.Any() ? default : parsed.GetValue(option);

    /// <summary>Whether the option was given in a way that makes no value.</summary>
    public static bool IsFaulty(this ParseResult parsed, Option option) => parsed.GetResult(option) is { } given && given.Errors.Any();
}
