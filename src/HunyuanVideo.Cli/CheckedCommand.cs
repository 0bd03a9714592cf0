using System.CommandLine;

namespace HunyuanVideo.Cli;

/// <summary>
/// A command whose values are checked together after the line is parsed, so that all that is wrong is said at once.
/// System.CommandLine's own validators run before defaults are filled in.
/// </summary>
internal sealed class CheckedCommand(string name, string description) : Command(name, description)
{
    private readonly List<Func<ParseResult, IEnumerable<string>>> _checks = [];

    /// <summary>Adds a check: one sentence for each fault. Read values with <see cref="ParsedValues"/>.</summary>
    public void AddCheck(Func<ParseResult, IEnumerable<string>> check) => _checks.Add(check);

    /// <summary>Every fault of the values.</summary>
    public IEnumerable<string> FindFaults(ParseResult parsed) => _checks.SelectMany(check => check(parsed));
}
