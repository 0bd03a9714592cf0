using System.CommandLine;
using System.Globalization;
using HunyuanVideo.Media;
using HunyuanVideo.Pipelines;

namespace HunyuanVideo.Cli.Commands;

/// <summary><c>hyvideo replay</c>: makes the video of a record again and compares.</summary>
internal sealed class ReplayCommand
{
    private readonly Argument<string> _file = new("FILE") { Description = "A video or picture that hyvideo made; a picture's record lies beside it as .json." };
    private readonly Option<string?> _out = new("--out") { Description = "The new video. Default: NAME.replay.mp4 beside the old one.", HelpName = "PATH" };
    private readonly Option<string> _model = ModelOption.Create();
    private readonly Option<bool> _force = new("--force") { Description = "Replace files that exist." };
    private readonly Option<bool> _json = new("--json") { Description = "Print a JSON object." };
    private readonly Option<string?> _ffmpeg = FfmpegOption.Create();

    /// <summary>The command, ready to be added to the root.</summary>
    public static Command Create() => new ReplayCommand().Build();

    private Command Build()
    {
        var command = new Command(
            "replay",
            "Reads the record in a video, makes the video again and says whether it is the same, byte for byte, or what differs. Exit code 1 when it is not the same.\n\n"
            + "Example:\n  hyvideo replay a-red-circle-seed0.mp4")
        {
            _file, _out, _model, _force, _json, _ffmpeg,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var original = parsed.GetRequiredValue(_file);
        var faults = new FaultList();
        var model = faults.Try(() => ModelFolder.Open(parsed.GetRequiredValue(_model)));
        var tools = IsPicture(original) ? null : faults.Try(() => FfmpegTools.Find(parsed.GetValue(_ffmpeg)));
        faults.ThrowIfAny();
        var record = await ReadRecordAsync(tools, original, cancellationToken).ConfigureAwait(false);
        var target = OutputPlan.Choose(
            parsed.GetValue(_out) ?? Path.ChangeExtension(original, null) + ".replay" + VideoJob.EndingFor(record.Options.Frames),
            [record.Options], record.Model, parsed.GetValue(_force), faults)[0];
        faults.ThrowIfAny();

        IReadOnlyList<string> differences = [];
        await ProgressDisplay.RunAsync(parsed.InvocationConfiguration, async display =>
        {
            using var pipeline = TextToVideoPipeline.Open(model!, ComputeOptions.Of(record));
            differences = record.Differences(pipeline.RecordOf(record.Options, new StageProgress(display), cancellationToken));
            var job = new VideoJob(record.Options, target, parsed.GetValue(_force), KeepLatents: false);
            var maker = new VideoMaker(pipeline, tools) { Notice = display.PrintNotice };
            await foreach (var made in maker.MakeAsync([job], new StageProgress(display), cancellationToken).ConfigureAwait(false))
            {
            }
        }).ConfigureAwait(false);
        var outcome = await VideoComparison.CompareAsync(tools, original, target, cancellationToken).ConfigureAwait(false);
        await parsed.InvocationConfiguration.Output.WriteLineAsync(
            parsed.GetValue(_json) ? ToJson(target, outcome, differences) : string.Join(Environment.NewLine, [target, .. differences, Describe(outcome)])).ConfigureAwait(false);
        return outcome.IsIdentical ? 0 : 1;
    }

    private static bool IsPicture(string path) => Path.GetExtension(path).Equals(VideoJob.PictureEnding, StringComparison.OrdinalIgnoreCase);

    private static async Task<GenerationRecord> ReadRecordAsync(FfmpegTools? tools, string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            throw new InputException($"{path}: {(Directory.Exists(path) ? "is a folder" : "does not exist")}; give a video or picture that hyvideo made.");
        }

        if (tools is null)
        {
            var beside = VideoJob.RecordPathOf(path);
            return File.Exists(beside)
                ? GenerationRecord.Parse(await File.ReadAllTextAsync(beside, cancellationToken).ConfigureAwait(false), beside)
                : throw new InputException($"{beside}: does not exist, and a picture's record lies beside it; put it back.");
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
        _ => "they differ in size or length",
    };

    private static string ToJson(string path, ReplayOutcome outcome, IReadOnlyList<string> differences) => JsonText.OfLine(json =>
    {
        json.WriteStartObject();
        json.WriteString("path", path);
        json.WriteBoolean("identical", outcome.IsIdentical);
        json.WritePropertyName("largest_difference");
        if (outcome.LargestDifference is { } largest)
        {
            json.WriteNumberValue(largest);
        }
        else
        {
            json.WriteNullValue();
        }

        json.WriteStartArray("changed");
        foreach (var difference in differences)
        {
            json.WriteStringValue(difference);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });
}
