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
    private readonly Option<bool> _keep = new("--keep-latents") { Description = "Keep the latents after success." };
    private readonly Option<string?> _ffmpeg = FfmpegOption.Create();
    private readonly ComputeOptionSet _compute = new();

    /// <summary>The command, ready to be added to the root.</summary>
    public static Command Create() => new DecodeCommand().Build();

    private CheckedCommand Build()
    {
        var command = new CheckedCommand(
            "decode",
            "Turns latents into the video they were sampled for. A stopped decode starts again from the same file.\n\n"
            + "Example:\n  hyvideo decode a-red-circle-seed0.latents.safetensors")
        {
            _file, _out, _model, _force, _keep, _ffmpeg,
        };
        _compute.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var path = parsed.GetRequiredValue(_file);
        using var latents = LatentsFile.Open(path);
        var options = latents.Record.Options;
        var output = parsed.GetValue(_out) ?? DefaultOutput(path, options.Frames);
        var faults = new List<string>();
        var target = OutputPlan.Choose(output, [options], parsed.GetValue(_force), faults)[0];
        if (faults.Count > 0)
        {
            throw new InputException(string.Join(Environment.NewLine, faults));
        }

        var tools = options.Frames == 1 ? null : FfmpegTools.Find(parsed.GetValue(_ffmpeg));
        var job = new VideoJob(options, target, parsed.GetValue(_force), parsed.GetValue(_keep));
        await ProgressDisplay.RunAsync(parsed.InvocationConfiguration.Error, async progress =>
        {
            using var pipeline = TextToVideoPipeline.Open(parsed.GetRequiredValue(_model), _compute.Read(parsed));
            await new VideoMaker(pipeline, tools).DecodeAsync(latents, job, new StageProgress(progress), cancellationToken).ConfigureAwait(false);
        }).ConfigureAwait(false);
        await parsed.InvocationConfiguration.Output.WriteLineAsync(job.Path).ConfigureAwait(false);
        return 0;
    }

    private static string DefaultOutput(string path, int frames)
    {
        var stem = path.EndsWith(LatentsFile.Ending, StringComparison.Ordinal) ? path[..^LatentsFile.Ending.Length] : Path.ChangeExtension(path, null);
        return stem + VideoJob.EndingFor(frames);
    }
}
