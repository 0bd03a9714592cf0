using System.CommandLine;

namespace HunyuanVideo.Cli.Commands.Curate;

/// <summary><c>hyvideo curate</c>: from raw footage to training sets.</summary>
internal static class CurateCommand
{
    /// <summary>The command, ready to be added to the root.</summary>
    public static Command Create() => new("curate", "Makes training sets from raw footage.\n\nExample:\n  hyvideo curate run films --out curation")
    {
        CurateRunCommand.Create(),
        CurateIngestCommand.Create(),
        CurateDecideCommand.Create(),
        CurateSolveCommand.Create(),
        CurateDedupCommand.Create(),
        CurateBalanceCommand.Create(),
        CurateMaterialiseCommand.Create(),
        CurateReportCommand.Create(),
        CurateValidateCommand.Create(),
        CurateQuarantineCommand.Create(),
        CurateAnnotateCommand.Create(),
        CurateTakedownCommand.Create(),
        CurateBenchCommand.Create(),
        CurateShotsCommand.Create(),
    };
}
