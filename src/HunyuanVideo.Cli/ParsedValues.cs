using System.CommandLine;
using System.CommandLine.Parsing;

namespace HunyuanVideo.Cli;

/// <summary>Values of a command line that may hold faults.</summary>
internal static class ParsedValues
{
    /// <summary>The option's value, or the default of its type when it was given wrongly: that fault is reported by itself.</summary>
    public static T? ValueOf<T>(this SymbolResult result, Option<T> option) =>
        result.GetResult(option) is { } given && given.Errors.Any() ? default : result.GetValue(option);
}
