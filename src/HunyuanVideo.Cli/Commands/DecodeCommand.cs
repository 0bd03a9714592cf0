using System.CommandLine;
using HunyuanVideo.Media;
using HunyuanVideo.Pipelines;

namespace HunyuanVideo.Cli.Commands;

/// <summary><c>hyvideo decode</c>: finished latents to a video.</summary>
internal sealed class DecodeCommand
{
    private readonly Argument<string> _file = new("FILE") { Description = "A .latents.safetensors file that generate left." };
    private readonly Option<string?> _out = new("--out") { Description = "The video. Default: beside the latents.", HelpName = "PATH" };
    private readonly Option<string> _model = ModelOption.Create();
    private readonly Option<bool> _force = new("--force") { Description = "Replace files that exist." };
    private readonly Option<bool> _json = new("--json") { Description = "Print a JSON object." };
    private readonly Option<string?> _ffmpeg = FfmpegOption.Create();
    private readonly ComputeOptionSet _compute = new();

    /// <summary>The command, ready to be added to the root.</summary>
    public static Command Create() => new DecodeCommand().Build();

    private CheckedCommand Build()
    {
        var command = new CheckedCommand(
            "decode",
            "Turns latents into the video they were sampled for, computing as generate did unless told otherwise. The latents stay; a stopped decode starts again from them.\n\n"
            + "Example:\n  hyvideo decode a-red-circle-seed0.latents.safetensors")
        {
            _file, _out, _model, _force, _json, _ffmpeg,
        };
        _compute.AddTo(command);
        command.AddCheck(parsed =>
        {
            var faults = new FaultList();
            Plan(parsed, faults)?.Dispose();
            return faults;
        });
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var work = Plan(parsed, [])!;
        await ProgressDisplay.RunAsync(parsed.InvocationConfiguration, async display =>
        {
            using var pipeline = TextToVideoPipeline.Open(work.Model, _compute.Read(parsed, work.Latents.Record));
            var maker = new VideoMaker(pipeline, work.Tools) { Notice = display.PrintNotice };
            await maker.DecodeAsync(work.Latents, work.Job, new StageProgress(display), cancellationToken).ConfigureAwait(false);
            display.PrintResult(VideoResult.Describe(work.Job, parsed.GetValue(_json)));
        }).ConfigureAwait(false);
        return 0;
    }

    /// <summary>What the command line asks for, or null and everything that is wrong with it.</summary>
    private Work? Plan(ParseResult parsed, FaultList faults)
    {
        var model = ModelOption.Open(parsed, _model, faults);
        if (parsed.ValueOf(_file) is not { } path || faults.Try(() => LatentsFile.Open(path)) is not { } latents)
        {
            return null;
        }

        var options = latents.Record.Options;
        var tools = options.Frames == 1 ? null : faults.Try(() => FfmpegTools.Find(parsed.ValueOf(_ffmpeg)));
        var target = OutputPlan.Choose(
            parsed.ValueOf(_out) ?? DefaultOutput(path, options.Frames), [options], latents.Record.Model, parsed.ValueOf(_force), faults)[0];
        if (model is not null && faults.Count == 0)
        {
            return new Work(latents, model, new VideoJob(options, target, parsed.ValueOf(_force), KeepLatents: true), tools);
        }

        latents.Dispose();
        return null;
    }

    private static string DefaultOutput(string path, int frames)
    {
        var stem = path.EndsWith(LatentsFile.Ending, StringComparison.Ordinal) ? path[..^LatentsFile.Ending.Length] : Path.ChangeExtension(path, null);
        return stem + VideoJob.EndingFor(frames);
    }

    private sealed record Work(LatentsFile Latents, ModelFolder Model, VideoJob Job, FfmpegTools? Tools) : IDisposable
    {
        public void Dispose() => Latents.Dispose();
    }
}
