using System.CommandLine;
using System.Globalization;
using HunyuanVideo.Media;
using HunyuanVideo.Synthetic;

namespace HunyuanVideo.Cli.Commands;

/// <summary><c>hyvideo synth</c>: clips of the toy world with their captions and truth.</summary>
internal sealed class SynthCommand
{
    private const int MostCount = 1_000_000;
    private const long MostClipBytes = 1L << 30;

    private readonly Option<string> _out = new("--out") { Description = "Folder that receives NNNNNN.mp4 and NNNNNN.json.", HelpName = "DIR", Required = true };
    private readonly Option<int> _count = new("--count") { Description = "Clips.", HelpName = "N", DefaultValueFactory = _ => 8 };
    private readonly Option<ulong> _seed = new("--seed") { Description = "The same seed draws the same clips.", HelpName = "N", DefaultValueFactory = _ => 1UL };
    private readonly Option<int> _level = new("--level") { Description = "1: one thing; 2: two, patterns, sizes; 3: camera and light too.", HelpName = "L", DefaultValueFactory = _ => 1 };
    private readonly Option<int> _size = new("--size") { Description = "Side in pixels, even, from 16.", HelpName = "N", DefaultValueFactory = _ => 64 };
    private readonly Option<int> _frames = new("--frames") { Description = "Frames.", HelpName = "N", DefaultValueFactory = _ => 17 };
    private readonly Option<int> _fps = new("--fps") { Description = "Frames per second.", HelpName = "N", DefaultValueFactory = _ => 8 };
    private readonly Option<bool> _unseen = new("--unseen") { Description = "Draw only combinations that trainings never show." };
    private readonly Option<string?> _sheet = new("--sheet") { Description = "A contact sheet of the first clips.", HelpName = "FILE.png" };
    private readonly Option<bool> _force = new("--force") { Description = "Replace files that exist." };
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON object for each clip." };
    private readonly Option<string?> _ffmpeg = FfmpegOption.Create();

    /// <summary>The command, ready to be added to the root.</summary>
    public static Command Create() => new SynthCommand().Build();

    private CheckedCommand Build()
    {
        var command = new CheckedCommand(
            "synth",
            "Draws clips of the toy world: shapes that move, with captions and exact truth. The same seed gives the same clips for ever.\n\n"
            + "Example:\n  hyvideo synth --count 16 --seed 7 --level 2 --out clips --sheet clips/sheet.png")
        {
            _out, _count, _seed, _level, _size, _frames, _fps, _unseen, _sheet, _force, _json, _ffmpeg,
        };
        command.AddCheck(FindFaults);
        command.SetAction(RunAsync);
        return command;
    }

    private IEnumerable<string> FindFaults(ParseResult parsed)
    {
        (Option<int> Option, Func<int, bool> Holds, string Rule)[] rules =
        [
            (_count, count => count is >= 1 and <= MostCount, $"within 1…{MostCount}"),
            (_level, level => level is >= 1 and <= 3, "1, 2 or 3"),
            (_size, size => size is >= 16 and <= 2048 && size % 2 == 0, "an even number within 16…2048"),
            (_frames, frames => frames is >= 1 and <= 1025, "within 1…1025"),
            (_fps, fps => fps is >= 1 and <= 240, "within 1…240"),
        ];
        var faults = new FaultList();
        faults.AddRange(rules.Where(rule => !parsed.IsFaulty(rule.Option) && !rule.Holds(parsed.GetValue(rule.Option)))
            .Select(rule => $"{rule.Option.Name} {parsed.GetValue(rule.Option)} is not {rule.Rule}; choose such a value."));
        var (side, frames) = (parsed.ValueOf(_size), parsed.ValueOf(_frames));
        if (faults.Count == 0 && 3L * side * side * frames > MostClipBytes)
        {
            faults.Add($"{frames} frames of {side}×{side} take more than {MostClipBytes >> 20} MiB a clip; choose a smaller --size or fewer --frames.");
        }

        if (faults.Count == 0 && !parsed.ValueOf(_force) && parsed.ValueOf(_out) is { } folder && FindTaken(parsed, folder) is { } taken)
        {
            faults.Add($"{taken}: exists already; pass --force to replace it, or another --out.");
        }

        faults.AddRange(OutputFolder.FindFaults(parsed, _out));
        faults.AddRange(Sheet.FindFaults(parsed, _sheet, _force));

        faults.Try(() => FfmpegTools.Find(parsed.ValueOf(_ffmpeg)));
        return faults;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var tools = FfmpegTools.Find(parsed.GetValue(_ffmpeg));
        var (folder, count, side) = (parsed.GetRequiredValue(_out), parsed.GetValue(_count), parsed.GetValue(_size));
        var size = new ClipSize(side, side, parsed.GetValue(_frames), parsed.GetValue(_fps));
        var level = SceneLevel.Level1 + parsed.GetValue(_level) - 1;
        var split = parsed.GetValue(_unseen) ? Split.Unseen : Split.Seen;
        OutputFolder.Create(folder);
        var sheet = new Sheet();
        await ProgressDisplay.RunAsync(parsed.InvocationConfiguration, async progress =>
        {
            for (var index = 0; index < count; index++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var clip = SceneRenderer.Render(SceneSampler.Sample(parsed.GetValue(_seed), (ulong)index, level, split), size);
                var (video, description) = PathsOf(folder, index);
                await WriteVideoAsync(tools, video, clip, parsed.GetValue(_force), cancellationToken).ConfigureAwait(false);
                var json = Describe(Path.GetFileName(video), clip);
                await File.WriteAllTextAsync(description, json + "\n", cancellationToken).ConfigureAwait(false);
                progress.PrintResult(parsed.GetValue(_json) ? json : $"{video}  {clip.Caption}");
                sheet.Add(new SheetClip(clip.Pixels, size.Frames, side, side, clip.Caption));
                progress.Report(new WorkProgress("drawing", "clip", index + 1, count));
            }
        }).ConfigureAwait(false);
        if (parsed.GetValue(_sheet) is { } sheetPath)
        {
            sheet.Write(sheetPath);
        }

        return 0;
    }

    /// <summary>The first file in the way, or null.</summary>
    private string? FindTaken(ParseResult parsed, string folder) => Enumerable.Range(0, parsed.ValueOf(_count))
        .Select(index => PathsOf(folder, index)).SelectMany(paths => new[] { paths.Video, paths.Description })
        .FirstOrDefault(File.Exists);

    private static (string Video, string Description) PathsOf(string folder, int index)
    {
        var stem = Path.Join(folder, index.ToString("D6", CultureInfo.InvariantCulture));
        return (stem + ".mp4", stem + ".json");
    }

    private static async Task WriteVideoAsync(FfmpegTools tools, string path, ToyClip clip, bool overwrite, CancellationToken cancellationToken)
    {
        var size = clip.Size;
        using var writer = FfmpegWriter.Start(tools, path, new VideoFormat(size.Width, size.Height, (int)size.FramesPerSecond), clip.Caption, overwrite);
        for (var frame = 0; frame < size.Frames; frame++)
        {
            await writer.WriteAsync(clip.Pixels.AsMemory(frame * size.FrameBytes, size.FrameBytes), cancellationToken).ConfigureAwait(false);
        }

        await writer.CompleteAsync(cancellationToken).ConfigureAwait(false);
    }

    private static string Describe(string file, ToyClip clip) => JsonText.OfLine(json =>
    {
        json.WriteStartObject();
        json.WriteString("file", file);
        json.WriteString("caption", clip.Caption);
        json.WriteString("split", clip.Scene.IsUnseen ? "unseen" : "seen");
        json.WritePropertyName("structured_caption");
        json.WriteRawValue(clip.StructuredCaption.ToJson());
        json.WriteStartArray("truth");
        foreach (var frame in clip.Truth().Frames)
        {
            json.WriteStartArray();
            foreach (var thing in frame.Things)
            {
                json.WriteStartObject();
                json.WriteNumber("x", Math.Round(thing.X, 4));
                json.WriteNumber("y", Math.Round(thing.Y, 4));
                json.WriteNumber("radius", Math.Round(thing.Radius, 4));
                json.WriteNumber("angle", Math.Round(thing.Angle, 4));
                json.WriteNumber("visibility", Math.Round(thing.Visibility, 4));
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });
}
