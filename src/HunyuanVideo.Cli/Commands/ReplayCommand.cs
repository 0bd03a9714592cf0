using System.CommandLine;
using System.Globalization;
using HunyuanVideo.Media;
using HunyuanVideo.Pipelines;

namespace HunyuanVideo.Cli.Commands;

/// <summary><c>hyvideo replay</c>: makes the video of a record again and compares.</summary>
internal sealed class ReplayCommand
{
    private readonly Argument<string> _file = new("FILE") { Description = "A video that hyvideo made, or the .json beside a picture." };
    private readonly Option<string?> _out = new("--out") { Description = "The new video. Default: NAME.replay.mp4 beside the old one.", HelpName = "PATH" };
    private readonly Option<string> _model = ModelOption.Create();
    private readonly Option<bool> _force = new("--force") { Description = "Replace files that exist." };
    private readonly Option<string?> _ffmpeg = FfmpegOption.Create();

    /// <summary>The command, ready to be added to the root.</summary>
    public static Command Create() => new ReplayCommand().Build();

    private Command Build()
    {
        var command = new Command(
            "replay",
            "Reads the record in a video, makes the video again and says whether it is the same, byte for byte. Exit code 1 when it is not.\n\n"
            + "Example:\n  hyvideo replay a-red-circle-seed0.mp4")
        {
            _file, _out, _model, _force, _ffmpeg,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        var path = parsed.GetRequiredValue(_file);
        var tools = FfmpegTools.Find(parsed.GetValue(_ffmpeg));
        var record = await ReadRecordAsync(tools, path, cancellationToken).ConfigureAwait(false);
        var ending = VideoJob.EndingFor(record.Options.Frames);
        var original = Path.ChangeExtension(path, ending);
        var faults = new List<string>();
        var target = OutputPlan.Choose(
            parsed.GetValue(_out) ?? Path.ChangeExtension(path, null) + ".replay" + ending, [record.Options], parsed.GetValue(_force), faults)[0];
        if (!File.Exists(original))
        {
            faults.Add($"{original}: does not exist, so there is nothing to compare with; give the video itself.");
        }

        if (faults.Count > 0)
        {
            throw new InputException(string.Join(Environment.NewLine, faults));
        }

        await ProgressDisplay.RunAsync(error, async progress =>
        {
            using var pipeline = TextToVideoPipeline.Open(
                parsed.GetRequiredValue(_model), new ComputeOptions { Device = record.Device, Dtype = record.Dtype, Threads = record.Threads });
            foreach (var difference in record.Differences(pipeline.RecordOf(record.Options, cancellationToken)))
            {
                await error.WriteLineAsync($"hyvideo: {difference}").ConfigureAwait(false);
            }

            var job = new VideoJob(record.Options, target, parsed.GetValue(_force), KeepLatents: false);
            await foreach (var made in new VideoMaker(pipeline, tools).MakeAsync([job], new StageProgress(progress), cancellationToken).ConfigureAwait(false))
            {
                await output.WriteLineAsync(made.Path).ConfigureAwait(false);
            }
        }).ConfigureAwait(false);
        var outcome = await VideoComparison.CompareAsync(record.Options.Frames == 1 ? null : tools, original, target, cancellationToken).ConfigureAwait(false);
        await output.WriteLineAsync(Describe(outcome)).ConfigureAwait(false);
        return outcome.IsIdentical ? 0 : 1;
    }

    private static async Task<GenerationRecord> ReadRecordAsync(FfmpegTools tools, string path, CancellationToken cancellationToken)
    {
        if (!Path.GetExtension(path).Equals(VideoJob.VideoEnding, StringComparison.OrdinalIgnoreCase))
        {
            var beside = VideoJob.RecordPathOf(path);
            return File.Exists(beside)
                ? GenerationRecord.Parse(await File.ReadAllTextAsync(beside, cancellationToken).ConfigureAwait(false), beside)
                : throw new InputException($"{beside}: does not exist; a picture's record lies beside it.");
        }

        var info = await FfmpegReader.ProbeAsync(tools, path, cancellationToken).ConfigureAwait(false);
        return GenerationRecord.Parse(
            info.Comment ?? throw new InputException($"{path}: holds no hyvideo record; only videos made by hyvideo can be replayed."), path);
    }

    private static string Describe(ReplayOutcome outcome) => outcome switch
    {
        { IsIdentical: true } => "identical, byte for byte",
        { LargestDifference: 0 } => $"all {outcome.FrameCount} frames are identical, the files differ",
        { LargestDifference: { } largest } => string.Create(CultureInfo.InvariantCulture, $"{outcome.FrameCount} frames differ by at most {largest} of 255"),
        _ => "the videos differ in size or length",
    };
}
