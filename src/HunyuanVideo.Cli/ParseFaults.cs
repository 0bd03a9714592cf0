using System.CommandLine;
using System.CommandLine.Parsing;

namespace HunyuanVideo.Cli;

/// <summary>Says in whole sentences what is wrong with a command line.</summary>
internal static class ParseFaults
{
    private const int MostEdits = 2;

    /// <summary>One sentence for each fault, in the order of the command line.</summary>
    public static IReadOnlyList<string> Describe(ParseResult parsed)
    {
        var unknown = parsed.UnmatchedTokens.Select(token => DescribeUnknown(token, parsed.CommandResult.Command));
        var others = parsed.Errors.Where(error => !parsed.UnmatchedTokens.Any(token => error.Message.Contains($"'{token}'", StringComparison.Ordinal)))
            .Select(DescribeOther);
        return [.. unknown.Concat(others).Distinct(StringComparer.Ordinal)];
    }

    private static string DescribeUnknown(string token, Command command)
    {
        var names = token.StartsWith('-')
            ? command.Options.Concat(command.Parents.OfType<Command>().SelectMany(parent => parent.Options).Where(option => option.Recursive)).Select(option => option.Name)
            : command.Subcommands.Select(sub => sub.Name);
        var nearest = names.Select(name => (Name: name, Edits: EditDistance(token, name))).Where(item => item.Edits <= MostEdits)
            .OrderBy(item => item.Edits).Select(item => item.Name).FirstOrDefault();
        var what = token.StartsWith('-') ? "option" : command.Subcommands.Count > 0 ? "command" : "argument";
        return nearest is null
            ? $"the {what} '{token}' is unknown; {PathOf(command)} --help lists what there is."
            : $"the {what} '{token}' is unknown; did you mean '{nearest}'?";
    }

    private static string DescribeOther(ParseError error)
    {
        if (error.SymbolResult is OptionResult { Option: var option, Tokens: [var token, ..] } && error.Message.StartsWith("Cannot parse", StringComparison.Ordinal))
        {
            return $"{option.Name} '{token.Value}' is no {NameOf(option.ValueType)}; give one, for example {option.Name} {ExampleOf(option.ValueType)}.";
        }

        return error.Message;
    }

    private static string NameOf(Type type)
    {
        var value = Nullable.GetUnderlyingType(type) ?? type;
        return value == typeof(int) ? "whole number" : value == typeof(ulong) ? "whole number from 0" : value == typeof(double) ? "number" : value.Name;
    }

    private static string ExampleOf(Type type) => (Nullable.GetUnderlyingType(type) ?? type) == typeof(double) ? "1.5" : "4";

    private static string PathOf(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? $"{PathOf(parent)} {command.Name}" : "hyvideo";

    /// <summary>Levenshtein distance.</summary>
    private static int EditDistance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var replaced = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
