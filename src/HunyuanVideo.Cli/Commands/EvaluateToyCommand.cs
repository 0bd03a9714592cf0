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
    private const int SheetColumns = 9;
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    private readonly Option<string> _model = ModelOption.Create();
    private readonly Option<string> _out = new("--out") { Description = "Folder that keeps the videos, report.json and sheet.png.", HelpName = "DIR", DefaultValueFactory = _ => "evaluation" };
    private readonly Option<int> _count = new("--count") { Description = "Prompts, half of them combinations that training never showed.", HelpName = "N", DefaultValueFactory = _ => 64 };
    private readonly Option<ulong> _seed = new("--seed") { Description = "Chooses prompts and noise.", HelpName = "N" };
    private readonly Option<int?> _steps = new("--steps") { Description = "Sampling steps. Default: the model's.", HelpName = "N" };
    private readonly Option<double?> _cfg = new("--cfg") { Description = "Classifier-free guidance scale. Default: the model's.", HelpName = "X" };
    private readonly Option<double?> _shift = new("--shift") { Description = "Flow shift. Default: the model's.", HelpName = "X" };
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
            _model, _out, _count, _seed, _steps, _cfg, _shift, _json, _ffmpeg,
        };
        _compute.AddTo(command);
        command.AddCheck(parsed => parsed.IsFaulty(_count) || parsed.GetValue(_count) is >= 1 and <= MostCount
            ? []
            : [$"--count is not within 1…{MostCount}; choose a value in that range."]);
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var tools = FfmpegTools.Find(parsed.GetValue(_ffmpeg));
        var (folder, seed) = (parsed.GetRequiredValue(_out), parsed.GetValue(_seed));
        var prompts = PromptSet.Level1(parsed.GetValue(_count), seed);
        var judged = new List<JudgedVideo>();
        using var pipeline = TextToVideoPipeline.Open(parsed.GetRequiredValue(_model), _compute.Read(parsed));
        var defaults = pipeline.Defaults;
        var options = defaults with
        {
            Seed = seed,
            Steps = parsed.GetValue(_steps) ?? defaults.Steps,
            CfgScale = parsed.GetValue(_cfg) ?? defaults.CfgScale,
            Shift = parsed.GetValue(_shift) ?? defaults.Shift,
        };
        await ProgressDisplay.RunAsync(parsed.InvocationConfiguration, async progress =>
        {
            progress.Report(new WorkProgress("evaluating", "video", 0, prompts.Count));
            await foreach (var video in new ToyEvaluation(pipeline, tools).RunAsync(prompts, options, folder, cancellationToken).ConfigureAwait(false))
            {
                judged.Add(video);
                progress.Report(new WorkProgress("evaluating", "video", judged.Count, prompts.Count));
            }
        }).ConfigureAwait(false);
        var table = EvaluationTable.Of(judged.Select(video => (video.Checks, video.Prompt.IsUnseen)));
        var report = Report(table, judged);
        await File.WriteAllTextAsync(Path.Join(folder, "report.json"), report + "\n", cancellationToken).ConfigureAwait(false);
        WriteSheet(Path.Join(folder, "sheet.png"), judged, options);
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

    private static void WriteSheet(string path, List<JudgedVideo> judged, GenerationOptions options)
    {
        var rows = judged.Select(video => new SheetClip(
            video.Frames.SelectMany(frame => frame).ToArray(), video.Frames.Count, options.Height, options.Width,
            $"{video.Prompt.Text}{(video.Prompt.IsUnseen ? " (unseen)" : "")}: {Describe(video.Checks)}")).ToList();
        var sheet = ContactSheet.Compose(rows, SheetColumns);
        PngFile.Write(path, sheet.Pixels, sheet.Width, sheet.Height);
    }

    private static string Describe(AttributeChecks checks)
    {
        var wrong = new[] { ("colour", checks.Colour), ("background", checks.Background), ("shape", checks.Shape), ("motion", checks.Motion) }
            .Where(item => !item.Item2).Select(item => item.Item1).ToArray();
        return wrong.Length == 0 ? "right" : "wrong " + string.Join(", ", wrong);
    }
}
