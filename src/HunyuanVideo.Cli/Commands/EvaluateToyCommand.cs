using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using HunyuanVideo.Evaluation;
using HunyuanVideo.Media;
using HunyuanVideo.Pipelines;
using HunyuanVideo.Synthetic;

namespace HunyuanVideo.Cli.Commands;

/// <summary><c>hyvideo evaluate toy</c>: whether a toy model obeys its prompts, judged from the pixels of its files.</summary>
internal sealed class EvaluateToyCommand
{
    private const int MostCount = 10_000;
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    private readonly Option<string> _model = ModelOption.Create();
    private readonly Option<string> _out = new("--out")
    {
        Description = "Folder that keeps the videos, and report.json and sheet.png of the last evaluation.",
        HelpName = "DIR",
        DefaultValueFactory = _ => "evaluation",
    };

    private readonly Option<int> _count = new("--count") { Description = "Prompts, half of them combinations that training never showed.", HelpName = "N", DefaultValueFactory = _ => 64 };
    private readonly Option<ulong> _seed = new("--seed") { Description = "Chooses prompts and noise.", HelpName = "N" };
    private readonly Option<int?> _steps = new("--steps") { Description = "Sampling steps. Default: the model's.", HelpName = "N" };
    private readonly Option<double?> _cfg = new("--cfg") { Description = "Classifier-free guidance scale. Default: the model's.", HelpName = "X" };
    private readonly Option<double?> _shift = new("--shift") { Description = "Flow shift. Default: the model's.", HelpName = "X" };
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
            "Makes a video of each of a fixed list of level-1 prompts and judges colours, shape and motion by classical vision from the written files. "
            + "Shares come with 95 % Wilson intervals. A stopped evaluation goes on with the same command.\n\n"
            + "Example:\n  hyvideo evaluate toy --count 64 --out evaluation")
        {
            _model, _out, _count, _seed, _steps, _cfg, _shift, _force, _json, _ffmpeg,
        };
        _compute.AddTo(command);
        command.AddCheck(parsed =>
        {
            var faults = new FaultList();
            Plan(parsed, faults);
            return faults;
        });
        command.SetAction(RunAsync);
        return command;
    }

    /// <summary>What the command line asks for, and everything that is wrong with it.</summary>
    private (ModelFolder? Model, GenerationOptions? Options, FfmpegTools? Tools) Plan(ParseResult parsed, FaultList faults)
    {
        var count = parsed.ValueOf(_count);
        if (!parsed.IsFaulty(_count) && count is < 1 or > MostCount)
        {
            faults.Add($"--count {count} is not within 1…{MostCount}; choose a value in that range.");
        }

        var model = faults.Try(() => ModelFolder.Open(parsed.ValueOf(_model)!));
        var defaults = model?.Defaults ?? ModelDefaults.Published.ToOptions();
        var options = defaults with
        {
            Prompt = "any",
            Seed = parsed.ValueOf(_seed),
            Steps = parsed.ValueOf(_steps) ?? defaults.Steps,
            CfgScale = parsed.ValueOf(_cfg) ?? defaults.CfgScale,
            Shift = parsed.ValueOf(_shift) ?? defaults.Shift,
        };
        faults.AddRange(options.FindFaults(model?.Limits ?? GenerationLimits.Published));
        return (model, options, faults.Try(() => FfmpegTools.Find(parsed.ValueOf(_ffmpeg))));
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (model, options, tools) = Plan(parsed, []);
        var folder = parsed.GetRequiredValue(_out);
        OutputFolder.Create(folder);
        var prompts = PromptSet.Level1(parsed.GetValue(_count), options!.Seed);
        var (judged, sheet) = (new List<JudgedVideo>(), new Sheet());
        await ProgressDisplay.RunAsync(parsed.InvocationConfiguration, async progress =>
        {
            using var pipeline = TextToVideoPipeline.Open(model!, _compute.Read(parsed));
            var evaluation = new ToyEvaluation(pipeline, tools!).RunAsync(prompts, options, folder, parsed.GetValue(_force), cancellationToken);
            progress.Report(new WorkProgress("evaluating", "video", 0, prompts.Count));
            await foreach (var video in evaluation.ConfigureAwait(false))
            {
                sheet.Add(RowOf(video, options));
                judged.Add(video with { Frames = [] });
                progress.Report(new WorkProgress("evaluating", "video", judged.Count, prompts.Count));
            }
        }).ConfigureAwait(false);
        var table = EvaluationTable.Of(judged.Select(video => (video.Checks, video.Prompt.IsUnseen)));
        var report = Report(table, judged);
        await File.WriteAllTextAsync(Path.Join(folder, "report.json"), report + "\n", cancellationToken).ConfigureAwait(false);
        sheet.Write(Path.Join(folder, "sheet.png"));
        await parsed.InvocationConfiguration.Output.WriteLineAsync(parsed.GetValue(_json) ? report : table.ToString()).ConfigureAwait(false);
        return 0;
    }

    private static string Report(EvaluationTable table, List<JudgedVideo> judged) => new JsonObject
    {
        ["rates"] = JsonNode.Parse(table.ToJson()),
        ["videos"] = new JsonArray([.. judged.Select(video => new JsonObject
        {
            ["file"] = Path.GetFileName(video.Path),
            ["prompt"] = video.Prompt.Text,
            ["unseen"] = video.Prompt.IsUnseen,
            ["colour"] = video.Verdict.Colour.Value?.ToString(),
            ["background"] = video.Verdict.Background.Value?.ToString(),
            ["shape"] = video.Verdict.Shape.Value?.ToString(),
            ["motion"] = video.Verdict.Motion.Value?.ToString(),
            ["right"] = video.Checks.All,
        })]),
    }.ToJsonString(Indented);

    private static SheetClip RowOf(JudgedVideo video, GenerationOptions options) => new(
        video.Frames.SelectMany(frame => frame).ToArray(), video.Frames.Count, options.Height, options.Width,
        $"{video.Prompt.Text}{(video.Prompt.IsUnseen ? " (unseen)" : "")}: {Describe(video.Checks)}");

    private static string Describe(AttributeChecks checks)
    {
        var wrong = new[] { ("colour", checks.Colour), ("background", checks.Background), ("shape", checks.Shape), ("motion", checks.Motion) }
            .Where(item => !item.Item2).Select(item => item.Item1).ToArray();
        return wrong.Length == 0 ? "right" : "wrong " + string.Join(", ", wrong);
    }
}
