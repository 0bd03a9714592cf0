using System.CommandLine;
using System.Globalization;
using HunyuanVideo.Curation.Bench;
using HunyuanVideo.Curation.Stages;
using HunyuanVideo.Curation.Units;
using HunyuanVideo.Media;

namespace HunyuanVideo.Cli.Commands.Curate;

/// <summary><c>hyvideo curate bench</c>: answers against known truth at large sizes, and speeds as ratios.</summary>
internal sealed class CurateBenchCommand
{
    private const string Shots = "shots";
    private const int FewestRows = 1000;
    private const double MostScale = 100;
    private static readonly string[] Names = ["decide", "balance", "concepts", "copies", Shots, "camera", "motion", "text", "audio", "loudness", "av-consistency"];

    private readonly CurateOptionSet _shared = new();
    private readonly Argument<string[]> _cases = new("CASE") { Description = $"What to measure: {string.Join(", ", Names)}. Default: all.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<int> _rows = new("--rows") { Description = "Rows to decide and to balance.", HelpName = "N", DefaultValueFactory = _ => new BenchOptions().Rows };
    private readonly Option<double> _scale = new("--scale") { Description = "Factor on the sizes of the other cases.", HelpName = "X", DefaultValueFactory = _ => 1 };

    /// <summary>The command, ready to be added to its parent.</summary>
    public static Command Create() => new CurateBenchCommand().Build();

    private CheckedCommand Build()
    {
        var command = new CheckedCommand(
            "bench",
            "Measures the curation on synthetic pools, films, pictures and sounds whose truth is known. Ends with exit code 1 when a figure is not as good as it should be.\n\n"
            + "Example:\n  hyvideo curate bench decide --rows 1000000")
        {
            _cases, _rows, _scale, _shared.Policies, _shared.Json, _shared.Ffmpeg,
        };
        command.AddCheck(FindFaults);
        command.SetAction(RunAsync);
        return command;
    }

    private FaultList FindFaults(ParseResult parsed)
    {
        var faults = new FaultList();
        faults.AddRange((parsed.ValueOf(_cases) ?? []).Where(name => !Names.Contains(name, StringComparer.Ordinal))
            .Select(name => $"{OneLine.Text(name)} is no case; there are {string.Join(", ", Names)}."));
        if (!parsed.IsFaulty(_rows) && parsed.GetValue(_rows) is < FewestRows and var rows)
        {
            faults.Add($"--rows {rows} is below {FewestRows}; choose a greater value.");
        }

        if (!parsed.IsFaulty(_scale) && parsed.GetValue(_scale) is var scale and not (> 0 and <= MostScale))
        {
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"--scale {scale} is not above 0 and up to {MostScale}; choose such a value."));
        }

        faults.Try(() => _shared.ReadPolicies(parsed));
        if (Chosen(parsed).Contains(Shots, StringComparer.Ordinal))
        {
            faults.Try(() => FfmpegTools.Find(parsed.ValueOf(_shared.Ffmpeg)));
        }

        return faults;
    }

    private string[] Chosen(ParseResult parsed) => parsed.ValueOf(_cases) is { Length: > 0 } names ? [.. Names.Where(names.Contains)] : Names;

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var options = new BenchOptions().Scaled(parsed.GetValue(_scale)) with { Rows = parsed.GetValue(_rows) };
        var (chosen, figures) = (Chosen(parsed), new List<BenchFigure>());
        await ProgressDisplay.RunAsync(parsed.InvocationConfiguration, async display =>
        {
            foreach (var (index, name) in chosen.Index())
            {
                display.Report(new WorkProgress($"measuring {name}", "case", index, chosen.Length));
                figures.AddRange(await Make(name, parsed).RunAsync(options, cancellationToken).ConfigureAwait(false));
            }
        }).ConfigureAwait(false);
        await parsed.InvocationConfiguration.Output.WriteLineAsync(parsed.GetValue(_shared.Json)
            ? ResultJson.Of(figures)
            : string.Join('\n', CurateTable.Align([["figure", "value", "unit", "asked", ""], .. figures.Select(Cells)]).Select(line => line.TrimEnd()))).ConfigureAwait(false);
        return figures.Any(figure => figure.IsGood == false) ? 1 : 0;
    }

    private IBenchCase Make(string name, ParseResult parsed) => name switch
    {
        "decide" => new DecideBench(_shared.ReadPolicies(parsed)),
        "balance" => new BalanceBench(),
        "concepts" => new ConceptBench(),
        "copies" => new CopyBench(),
        "camera" => new CameraBench(),
        "motion" => new MotionBench(),
        "text" => new TextBench(StandardStages.TextFolderIn(CurateOptionSet.ModelFolder)),
        "audio" => new SoundBench(StandardStages.VoiceFileIn(CurateOptionSet.ModelFolder)),
        "loudness" => new LoudnessBench(),
        "av-consistency" => new SynchronyBench(),
        _ => new ShotBench(FfmpegTools.Find(parsed.GetValue(_shared.Ffmpeg)), Path.GetTempPath()),
    };

    private static string[] Cells(BenchFigure figure) =>
    [
        $"{figure.Case}: {figure.Name}",
        figure.Value.ToString("0.####", CultureInfo.InvariantCulture),
        figure.Unit,
        string.Join(" ", new[] { Bound("≥", figure.Least), Bound("≤", figure.Most) }.OfType<string>()),
        figure.IsGood switch { true => "good", false => "short", null => "" },
    ];

    private static string? Bound(string sign, double? bound) => bound is { } value ? string.Create(CultureInfo.InvariantCulture, $"{sign} {value:0.####}") : null;
}
