using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using HunyuanVideo.Evaluation;
using HunyuanVideo.Media;
using HunyuanVideo.Pipelines;

namespace HunyuanVideo.Cli.Commands.Evaluate;

/// <summary><c>hyvideo evaluate toy</c>: whether a toy model obeys its prompts, judged from the pixels of its files.</summary>
internal sealed class EvaluateToyCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    private readonly Option<string> _model = ModelOption.Create();
    private readonly Option<string> _out = new("--out")
    {
        Description = "Folder that keeps the videos, and report.json and sheet.png of the last evaluation.",
        HelpName = "DIR",
        DefaultValueFactory = _ => "evaluation",
    };

    private readonly SamplingOptionSet _sampling = new();
    private readonly Option<bool> _force = new("--force") { Description = "Replace videos that another model or other options made." };
    private readonly Option<bool> _json = new("--json") { Description = "Print the report as JSON instead of a table." };
    private readonly Option<string?> _ffmpeg = FfmpegOption.Create();
    private readonly ComputeOptionSet _compute = new();

    /// <summary>The command, ready to be added to <c>evaluate</c>.</summary>
    public static Command Create() => new EvaluateToyCommand().Build();

    private CheckedCommand Build()
    {
        var command = new CheckedCommand(
            "toy",
            "Makes a video of each of a fixed list of prompts and judges it by classical vision from the written file: colours, shape and motion of one thing, "
            + "or with --level 2 of two things, and where one is, seen from the other. Shares come with 95 % Wilson intervals. A stopped evaluation goes on with the same command.\n\n"
            + "Example:\n  hyvideo evaluate toy --count 64 --out evaluation")
        {
            _model, _out, _force, _json, _ffmpeg,
        };
        _sampling.AddTo(command);
        _compute.AddTo(command);
        command.AddCheck(parsed =>
        {
            var faults = _sampling.FindFaults(parsed);
            Plan(parsed, faults);
            faults.AddRange(OutputFolder.FindFaults(parsed, _out));
            return faults;
        });
        command.SetAction(RunAsync);
        return command;
    }

    /// <summary>What the command line asks for, and everything that is wrong with it.</summary>
    private (ModelFolder? Model, GenerationOptions Options, FfmpegTools? Tools) Plan(ParseResult parsed, FaultList faults)
    {
        var model = ModelOption.Open(parsed, _model, faults);
        var options = _sampling.Options(parsed, model);
        faults.AddRange(options.FindFaults(model?.Limits ?? GenerationLimits.Published));
        return (model, options, faults.Try(() => FfmpegTools.Find(parsed.ValueOf(_ffmpeg))));
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (model, options, tools) = Plan(parsed, []);
        var folder = parsed.GetRequiredValue(_out);
        OutputFolder.Create(folder);
        var (level, count) = (_sampling.Level(parsed), _sampling.Count(parsed));
        var (videos, sheet) = (new JsonArray(), new Sheet());
        await ProgressDisplay.RunAsync(parsed.InvocationConfiguration, async progress =>
        {
            using var pipeline = TextToVideoPipeline.Open(model!, _compute.Read(parsed));
            progress.Report(new WorkProgress("evaluating", "video", 0, count));
            await foreach (var score in level.RunAsync(new ToyEvaluation(pipeline, tools!), options, folder, parsed.GetValue(_force), cancellationToken).ConfigureAwait(false))
            {
                sheet.Add(RowOf(score));
                videos.Add(score.ToJson());
                progress.Report(new WorkProgress("evaluating", "video", videos.Count, count));
            }
        }).ConfigureAwait(false);
        var (text, rates) = level.Table();
        var report = new JsonObject { ["rates"] = rates, ["videos"] = videos }.ToJsonString(Indented);
        await File.WriteAllTextAsync(Path.Join(folder, "report.json"), report + "\n", cancellationToken).ConfigureAwait(false);
        sheet.Write(Path.Join(folder, "sheet.png"));
        await parsed.InvocationConfiguration.Output.WriteLineAsync(parsed.GetValue(_json) ? report : text).ConfigureAwait(false);
        return 0;
    }

    private static SheetClip RowOf(ToyScore score) => new(
        score.Video.Pixels, score.Video.Frames.Count, score.Video.Height, score.Video.Width,
        $"{score.Prompt}{(score.IsUnseen ? " (unseen)" : "")}: {score.Verdict}");
}
