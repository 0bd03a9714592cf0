using System.CommandLine;
using System.CommandLine.Parsing;

namespace HunyuanVideo.Cli;

/// <summary>Says in whole sentences what is wrong with a command line.</summary>
internal static class ParseFaults
{
    private const int MostEdits = 2;

    /// <summary>One sentence for each fault.</summary>
    public static IReadOnlyList<string> Describe(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var (options, words) = SplitUnmatched(parsed);
        if (command.Subcommands.Count > 0 && words.Count > 0)
        {
            return [DescribeCommand(words[0], command)];
        }

        if (command.Subcommands.Count > 0 && command.Action is null)
        {
            return [.. options.Select(option => DescribeOption(option, command)), .. Missing(parsed)];
        }

        var others = parsed.Errors
            .Where(error => error.SymbolResult is OptionResult { IdentifierToken: not null } given && !parsed.IsEmpty(given.Option) && !parsed.UnknownOptionsBehind(given.Option).Any() && !parsed.UnmatchedTokens.Any(token => Names(error, token)))
            .Select(Describe);
        string[] taken = [.. parsed.UnknownOptions()];
        var extra = words.Count > 0 && taken.Length == 0 ? [DescribeExtra(words, command)] : Array.Empty<string>();     // a taken option leaves its value over
        var faults = options.Concat(taken).Select(option => DescribeOption(option, command)).Concat(extra).Concat(others).Concat(Empty(parsed)).Concat(Missing(parsed)).ToList();
        return faults.Count > 0 ? faults : [.. parsed.Errors.Select(error => error.Message)];
    }

    /// <summary>Unknown options, and words that belong to none: the word after an unknown option is its value.</summary>
    private static (List<string> Options, List<string> Words) SplitUnmatched(ParseResult parsed)
    {
        var tokens = parsed.UnmatchedTokens;
        var (options, words) = (new List<string>(), new List<string>());
        for (var i = 0; i < tokens.Count; i++)
        {
            if (parsed.IsMeantAsOption(tokens[i]))
            {
                options.Add(tokens[i]);
            }
            else if (i == 0 || !parsed.IsMeantAsOption(tokens[i - 1]))
            {
                words.Add(tokens[i]);
            }
        }

        return (options, words);
    }

    private static string NameOf(string option) => option.Split('=', ':')[0];

    private static bool Names(ParseError error, string token) => error.Message.Contains($"'{token}'", StringComparison.Ordinal);

    private static string DescribeCommand(string word, Command command) => Nearest(word, command.Subcommands.Select(sub => sub.Name)) is { } near
        ? $"the command '{word}' is unknown; did you mean '{near}'?"
        : $"the command '{word}' is unknown; {PathOf(command)} --help lists the commands.";

    private static string DescribeOption(string token, Command command)
    {
        if (Path.Exists(token))
        {
            return $"'{token}' begins like an option; write ./{token} for what has this name.";
        }

        var option = NameOf(token);
        var inherited = Ancestors(command).SelectMany(parent => parent.Options).Where(known => known.Recursive);
        return Nearest(option, command.Options.Concat(inherited).Select(known => known.Name)) is { } near
            ? $"the option '{option}' is unknown; did you mean '{near}'?"
            : $"the option '{option}' is unknown; {PathOf(command)} --help lists the options.";
    }

    private static string DescribeExtra(List<string> words, Command command) => command.Arguments.Count > 0
        ? $"'{string.Join(' ', words)}' is too much; put a text with spaces in quotes."
        : $"{PathOf(command)} takes options only, so '{string.Join(' ', words)}' is too much; leave it out.";

    private static string Describe(ParseError error)
    {
        var (option, tokens) = error.SymbolResult is OptionResult given ? (given.Option, given.Tokens) : throw new ArgumentException("no option's.", nameof(error));
        return tokens switch
        {
            [] => $"{option.Name} has no value; give one, for example {option.Name} {ExampleOf(option)}.",
            [_, _, ..] when option.Arity.MaximumNumberOfValues == 1 => $"{option.Name} is given {tokens.Count} times; keep one.",
            _ when ValueType(option) is { IsEnum: true } kind => $"{option.Name} '{string.Join(' ', tokens)}' is none of {string.Join(", ", NamesOf(kind))}; choose one.",
            _ => $"{option.Name} '{string.Join(' ', tokens)}' is no {NameOf(ValueType(option))}; give one, for example {option.Name} {ExampleOf(option)}.",
        };
    }

    private static IEnumerable<string> Empty(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        return command.Arguments.Where(parsed.IsEmpty).Select(argument => $"{argument.Name} is empty; give one: {Lowered(argument.Description)}")
            .Concat(command.Options.Where(parsed.IsEmpty).Select(option => $"{option.Name} is empty; give a value, for example {option.Name} {ExampleOf(option)}."));
    }

    private static IEnumerable<string> Missing(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        foreach (var argument in command.Arguments.Where(argument => argument.Arity.MinimumNumberOfValues > 0 && parsed.GetResult(argument) is not { Tokens.Count: > 0 }))
        {
            yield return $"{PathOf(command)} needs {argument.Name}: {Lowered(argument.Description)}";
        }

        foreach (var option in command.Options.Where(option => option.Required && parsed.GetResult(option) is null or { Implicit: true }))
        {
            yield return $"{option.Name} {option.HelpName} is missing: {Lowered(option.Description)}";
        }

        if (command.Subcommands.Count > 0 && command.Action is null)
        {
            yield return $"{PathOf(command)} needs a command: {string.Join(", ", command.Subcommands.Select(sub => sub.Name))}; {PathOf(command)} --help says what they do.";
        }
    }

    private static string Lowered(string? description) => description is { Length: > 1 } text ? char.ToLowerInvariant(text[0]) + text[1..] : "a value.";

    private static Type ValueType(Option option) => Nullable.GetUnderlyingType(option.ValueType) ?? option.ValueType.GetElementType() ?? option.ValueType;

    private static IEnumerable<string> NamesOf(Type kind) => Enum.GetNames(kind).Select(name => name.ToLowerInvariant());

    private static bool IsWhole(Type type) => type == typeof(int) || type == typeof(long) || type == typeof(ulong);

    private static string NameOf(Type type) =>
        type == typeof(ulong) ? "whole number from 0" : IsWhole(type) ? "whole number" : type == typeof(double) ? "number" : "value of this option";

    private static string ExampleOf(Option option) => ValueType(option) switch
    {
        { IsEnum: true } kind => NamesOf(kind).First(),
        var type when IsWhole(type) => "4",
        var type => type == typeof(double) ? "1.5" : option.HelpName ?? "VALUE",
    };

    private static string PathOf(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? $"{PathOf(parent)} {command.Name}" : "hyvideo";

    private static IEnumerable<Command> Ancestors(Command command) =>
        command.Parents.OfType<Command>().SelectMany(parent => Ancestors(parent).Prepend(parent));

    /// <summary>The name meant by a slip of the fingers, or by its beginning.</summary>
    private static string? Nearest(string word, IEnumerable<string> names) => names
        .Select(name => (Name: name, Edits: IsBeginning(word, name) ? MostEdits : EditDistance(word, name)))
        .Where(item => item.Edits <= MostEdits).OrderBy(item => item.Edits).Select(item => item.Name).FirstOrDefault();

    private static bool IsBeginning(string word, string name) =>
        (word.Length > 3 && name.StartsWith(word, StringComparison.Ordinal)) || (name.Length > 3 && word.StartsWith(name, StringComparison.Ordinal));

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
