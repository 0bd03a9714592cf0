using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using HunyuanVideo.Evaluation;
using HunyuanVideo.Media;
using HunyuanVideo.Pipelines;
using HunyuanVideo.Synthetic;

namespace HunyuanVideo.Cli.Commands;

/// <summary><c>hyvideo evaluate vae</c>: what a VAE loses of clips it has never seen.</summary>
internal sealed class EvaluateVaeCommand
{
    private const int MostCount = 100_000;
    private const int SheetClips = 12;
    private const int SheetColumns = 9;
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    private readonly Option<string> _model = ModelOption.Create();
    private readonly Option<int[]> _levels = new("--level") { Description = "Levels of the toy world, 1 to 3.", HelpName = "L", DefaultValueFactory = _ => [1], AllowMultipleArgumentsPerToken = true };
    private readonly Option<int> _count = new("--count") { Description = "Clips of each level.", HelpName = "N", DefaultValueFactory = _ => 64 };
    private readonly Option<ulong> _seed = new("--seed") { Description = "Chooses the clips.", HelpName = "N" };
    private readonly Option<int?> _size = new("--size") { Description = "Side in pixels. Default: the model's.", HelpName = "N" };
    private readonly Option<int?> _frames = new("--frames") { Description = "Frames, 4k + 1. Default: the model's.", HelpName = "N" };
    private readonly Option<string?> _sheet = new("--sheet") { Description = "A contact sheet, originals above reconstructions.", HelpName = "FILE.png" };
    private readonly Option<bool> _json = new("--json") { Description = "Print JSON." };

    /// <summary>The command, ready to be added to <c>evaluate</c>.</summary>
    public static Command Create() => new EvaluateVaeCommand().Build();

    private CheckedCommand Build()
    {
        var command = new CheckedCommand(
            "vae",
            "Encodes and decodes toy clips of combinations that training never showed: PSNR in dB and SSIM, means over the clips.\n\n"
            + "Example:\n  hyvideo evaluate vae --count 64 --sheet vae.png")
        {
            _model, _levels, _count, _seed, _size, _frames, _sheet, _json,
        };
        command.AddCheck(FindFaults);
        command.SetAction(Run);
        return command;
    }

    private IEnumerable<string> FindFaults(ParseResult parsed)
    {
        if ((parsed.ValueOf(_levels) ?? []).Any(level => level is < 1 or > 3))
        {
            yield return "--level is not 1, 2 or 3; choose among them.";
        }

        if (!parsed.IsFaulty(_count) && parsed.GetValue(_count) is < 1 or > MostCount)
        {
            yield return $"--count is not within 1…{MostCount}; choose a value in that range.";
        }
    }

    private int Run(ParseResult parsed)
    {
        var model = ModelFolder.Open(parsed.GetRequiredValue(_model));
        var (side, frames) = (parsed.GetValue(_size) ?? model.Defaults.Width, parsed.GetValue(_frames) ?? model.Defaults.Frames);
        (model.Defaults with { Prompt = "a clip", Width = side, Height = side, Frames = frames }).Validate(model.Limits);
        using var vae = model.LoadVae();
        var (results, rows) = (new JsonArray(), new List<SheetClip>());
        foreach (var level in parsed.GetRequiredValue(_levels))
        {
            var clips = new List<ReconstructedClip>();
            foreach (var clip in VaeEvaluation.Run(vae, SceneLevel.Level1 + level - 1, parsed.GetValue(_count), side, frames, parsed.GetValue(_seed)))
            {
                rows.AddRange(clips.Count < SheetClips ? RowsOf(clip) : []);
                clips.Add(clip with { Pixels = [] });
            }

            results.Add(new JsonObject
            {
                ["level"] = level,
                ["clips"] = clips.Count,
                ["psnr"] = Math.Round(clips.Average(clip => clip.Psnr), 3),
                ["psnr_lowest"] = Math.Round(clips.Min(clip => clip.Psnr), 3),
                ["ssim"] = Math.Round(clips.Average(clip => clip.Ssim), 4),
            });
        }

        if (parsed.GetValue(_sheet) is { } path)
        {
            var sheet = ContactSheet.Compose(rows, SheetColumns);
            PngFile.Write(path, sheet.Pixels, sheet.Width, sheet.Height);
        }

        parsed.InvocationConfiguration.Output.WriteLine(parsed.GetValue(_json)
            ? results.ToJsonString(Indented)
            : string.Join('\n', results.Select(result => string.Create(
                CultureInfo.InvariantCulture,
                $"level {result!["level"]}: {result["clips"]} clips, PSNR {result["psnr"]} dB (lowest {result["psnr_lowest"]}), SSIM {result["ssim"]}"))));
        return 0;
    }

    private static IEnumerable<SheetClip> RowsOf(ReconstructedClip clip)
    {
        var size = clip.Original.Size;
        yield return new SheetClip(clip.Original.Pixels, size.Frames, size.Height, size.Width, clip.Original.Caption);
        yield return new SheetClip(
            clip.Pixels, size.Frames, size.Height, size.Width, string.Create(CultureInfo.InvariantCulture, $"reconstructed: {clip.Psnr:F1} dB"));
    }
}
