using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using HunyuanVideo.Diffusion;
using HunyuanVideo.Media;
using HunyuanVideo.Pipelines;

namespace HunyuanVideo.Cli.Commands;

/// <summary><c>hyvideo generate</c>: prompts to videos or pictures.</summary>
internal sealed class GenerateCommand
{
    private const int MostVideos = 10_000;
    private const long MostPromptBytes = 16 << 20;

    private readonly Argument<string?> _prompt = new("PROMPT") { Description = "What the video shows.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _prompts = new("--prompts") { Description = "UTF-8 file with a prompt on every line, instead of PROMPT.", HelpName = "FILE" };
    private readonly Option<string?> _out = new("--out") { Description = "A file (.mp4, or .png for one frame) or a folder. Default: a name made of the prompt, here.", HelpName = "PATH" };
    private readonly Option<string> _model = ModelOption.Create();
    private readonly Option<int?> _width = new("--width") { Description = "Width in pixels.", HelpName = "N" };
    private readonly Option<int?> _height = new("--height") { Description = "Height in pixels.", HelpName = "N" };
    private readonly Option<int?> _frames = new("--frames") { Description = "Frames, 4k + 1; 1 makes a picture.", HelpName = "N" };
    private readonly Option<int?> _fps = new("--fps") { Description = "Frames per second of the file.", HelpName = "N" };
    private readonly Option<int?> _steps = new("--steps") { Description = "Sampling steps.", HelpName = "N" };
    private readonly Option<double?> _shift = new("--shift") { Description = "Flow shift: above 1 more steps at high noise.", HelpName = "X" };
    private readonly Option<double?> _guidance = new("--guidance") { Description = "Embedded guidance, for models that have it.", HelpName = "X" };
    private readonly Option<double?> _cfg = new("--cfg") { Description = "Classifier-free guidance scale; 1 switches it off.", HelpName = "X" };
    private readonly Option<double?> _rescale = new("--guidance-rescale") { Description = "Share of the guidance rescale, 0 to 1.", HelpName = "X" };
    private readonly Option<string?> _negative = new("--negative") { Description = "What the video should not show; needs --cfg above 1.", HelpName = "TEXT" };
    private readonly Option<ulong> _seed = new("--seed") { Description = "The same seed makes the same video. Further videos take the next seeds.", HelpName = "N" };
    private readonly Option<int> _count = new("--count") { Description = "Videos of each prompt.", HelpName = "N", DefaultValueFactory = _ => 1 };
    private readonly Option<bool> _compat = new("--bf16-guidance") { Description = "Round the embedded guidance as the published bfloat16 run does." };
    private readonly Option<bool> _force = new("--force") { Description = "Replace files that exist." };
    private readonly Option<bool> _keep = new("--keep-latents") { Description = "Keep the latents beside the video." };
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON object for each video." };
    private readonly Option<string?> _ffmpeg = FfmpegOption.Create();
    private readonly ComputeOptionSet _compute = new();

    /// <summary>The command, ready to be added to the root.</summary>
    public static Command Create() => new GenerateCommand().Build();

    private CheckedCommand Build()
    {
        var command = new CheckedCommand(
            "generate",
            "Makes a video of a prompt. Sizes, steps and guidance left out are those the model was made for. A stopped run goes on when the same command is given again.\n\n"
            + "Examples:\n  hyvideo generate \"a red circle moves to the right on a blue background\"\n"
            + "  hyvideo generate --prompts prompts.txt --count 2 --seed 7 --out videos/")
        {
            _prompt, _prompts, _out, _model, _width, _height, _frames, _fps, _steps, _shift, _guidance, _cfg, _rescale, _negative,
            _seed, _count, _compat, _force, _keep, _json, _ffmpeg,
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

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (model, jobs, tools) = Plan(parsed, []);
        var watch = Stopwatch.StartNew();
        await ProgressDisplay.RunAsync(parsed.InvocationConfiguration, async display =>
        {
            using var pipeline = TextToVideoPipeline.Open(model!, _compute.Read(parsed));
            var maker = new VideoMaker(pipeline, tools) { Notice = display.PrintNotice };
            await foreach (var job in maker.MakeAsync(jobs, new StageProgress(display), cancellationToken).ConfigureAwait(false))
            {
                display.PrintResult(VideoResult.Describe(job, parsed.GetValue(_json)));
            }
        }).ConfigureAwait(false);
        await parsed.InvocationConfiguration.Error.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{Amounts.Of(jobs.Count, "file")} in {watch.Elapsed.TotalSeconds:F1} s")).ConfigureAwait(false);
        return 0;
    }

    /// <summary>What the command line asks for, and everything that is wrong with it.</summary>
    private (ModelFolder? Model, IReadOnlyList<VideoJob> Jobs, FfmpegTools? Tools) Plan(ParseResult parsed, FaultList faults)
    {
        var prompts = Prompts(parsed, faults);
        var count = parsed.ValueOf(_count);
        if (!parsed.IsFaulty(_count) && (count < 1 || (long)count * prompts.Length > MostVideos))
        {
            faults.Add($"--count {count} for {Amounts.Of(prompts.Length, "prompt")} is not within 1…{MostVideos} videos; choose another count.");
        }

        var model = ModelOption.Open(parsed, _model, faults);
        var defaults = model?.Defaults ?? ModelDefaults.Published.ToOptions();
        var limits = model?.Limits ?? GenerationLimits.Published;
        var videos = prompts.SelectMany(prompt => Enumerable.Repeat(prompt, Math.Clamp(count, 1, MostVideos)))
            .Take(MostVideos).Select((prompt, index) => Options(parsed, defaults, prompt, index)).ToList();
        if (videos is [var first, ..] && !Guidance.IsOn(first.CfgScale))
        {
            Option[] idle = [_negative, _rescale];
            faults.AddRange(idle.Where(option => parsed.GetResult(option) is not null)
                .Select(option => $"{option.Name} is read by classifier-free guidance only, which is off; add --cfg above 1, or leave it out."));
        }

        faults.AddRange(videos.SelectMany(video => video.FindFaults(limits)).Distinct(StringComparer.Ordinal));
        if (videos.Count == 0)
        {
            return (model, [], null);
        }

        var tools = videos[0].Frames == 1 ? null : faults.Try(() => FfmpegTools.Find(parsed.ValueOf(_ffmpeg)));
        var paths = OutputPlan.Choose(parsed.ValueOf(_out), videos, model?.Name ?? "", parsed.ValueOf(_force), faults);
        var jobs = videos.Zip(paths, (video, path) => new VideoJob(video, path, parsed.ValueOf(_force), parsed.ValueOf(_keep))).ToList();
        return (model, jobs, tools);
    }

    private string[] Prompts(ParseResult parsed, FaultList faults)
    {
        if (parsed.IsFaulty(_prompt) || parsed.IsFaulty(_prompts))
        {
            return ["any"];     // told by itself; everything else is checked by a prompt that is right
        }

        var (prompt, file) = (parsed.ValueOf(_prompt), parsed.ValueOf(_prompts));
        if (prompt is null == file is null)
        {
            faults.Add(prompt is null
                ? "there is no prompt; say what the video shows, for example hyvideo generate \"a red circle moves to the right on a blue background\"."
                : "both PROMPT and --prompts are given; keep one.");
            return [];
        }

        return prompt is not null ? [prompt] : faults.Try(() => ReadPrompts(file!)) ?? [];
    }

    private static string[] ReadPrompts(string path)
    {
        if (Directory.Exists(path))
        {
            throw new InputException($"{path}: is a folder; give --prompts a text file with a prompt on each line.");
        }

        try
        {
            var lines = new FileInfo(path).Length > MostPromptBytes
                ? throw new InputException($"{path}: holds more than {MostPromptBytes >> 20} MiB; split it.")
                : File.ReadLines(path).Where(line => !string.IsNullOrWhiteSpace(line)).ToArray();
            return lines.Length > 0 ? lines : throw new InputException($"{path}: holds no prompt; write one on each line.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: cannot be read ({fault.Message.TrimEnd('.')}); check the path given to --prompts.", fault);
        }
    }

    private GenerationOptions Options(ParseResult parsed, GenerationOptions defaults, string prompt, int index) => defaults with
    {
        Prompt = prompt,
        NegativePrompt = parsed.ValueOf(_negative) ?? defaults.NegativePrompt,
        Width = parsed.ValueOf(_width) ?? defaults.Width,
        Height = parsed.ValueOf(_height) ?? defaults.Height,
        Frames = parsed.ValueOf(_frames) ?? defaults.Frames,
        FramesPerSecond = parsed.ValueOf(_fps) ?? defaults.FramesPerSecond,
        Steps = parsed.ValueOf(_steps) ?? defaults.Steps,
        Shift = parsed.ValueOf(_shift) ?? defaults.Shift,
        Guidance = parsed.ValueOf(_guidance) ?? defaults.Guidance,
        CfgScale = parsed.ValueOf(_cfg) ?? defaults.CfgScale,
        GuidanceRescale = parsed.ValueOf(_rescale) ?? defaults.GuidanceRescale,
        GuidanceBf16Compat = parsed.ValueOf(_compat),
        Seed = NoiseSource.SeedOf(parsed.ValueOf(_seed), index),
    };
}
