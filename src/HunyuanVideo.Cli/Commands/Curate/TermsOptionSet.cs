using System.CommandLine;
using HunyuanVideo.Curation.Ingest;

namespace HunyuanVideo.Cli.Commands.Curate;

/// <summary>The options of commands that take files in: under what terms, and where from.</summary>
internal sealed class TermsOptionSet
{
    private readonly Option<string?> _licence = new("--licence") { Description = "Under what terms the files may be used; goes into every item made of them.", HelpName = "TEXT" };
    private readonly Option<string?> _origin = new("--origin") { Description = "Where the files come from, for example an address; `curate takedown` finds them by it.", HelpName = "TEXT" };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_licence);
        command.Options.Add(_origin);
    }

    /// <summary>What is wrong with them.</summary>
    public IEnumerable<string> Faults(ParseResult parsed) =>
        new[] { _licence, _origin }.Where(option => parsed.ValueOf(option) is { } text && (string.IsNullOrWhiteSpace(text) || text.Any(char.IsControl)))
            .Select(option => $"{option.Name} must be words on one line; leave it out where nothing is known.");

    /// <summary>What is wrong with them where no film is named.</summary>
    public IEnumerable<string> FaultsWithoutInput(ParseResult parsed) =>
        new[] { _licence, _origin }.Where(option => parsed.ValueOf(option) is not null).Select(option => $"{option.Name} is of films that are taken in, and none is named; give INPUT or leave it out.");

    /// <summary>The terms; all else as usual.</summary>
    public IngestOptions Read(ParseResult parsed) => new() { Licence = parsed.GetValue(_licence), Origin = parsed.GetValue(_origin) };

    /// <summary>Says where files were known under other terms.</summary>
    public static async Task TellAsync(TextWriter error, IngestReport? report)
    {
        if (report is { OtherTerms: > 0 and var files })
        {
            await error.WriteLineAsync($"hyvideo: {Amounts.Of(files, "file")} of known content had no or another licence or origin when taken in, and what is recorded stays; take the content in under its new terms in a curation of its own.").ConfigureAwait(false);
        }
    }
}
