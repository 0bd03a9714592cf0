using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using HunyuanVideo.Evaluation;
using HunyuanVideo.Media;
using HunyuanVideo.Pipelines;
using HunyuanVideo.Synthetic;
using HunyuanVideo.Vae;

namespace HunyuanVideo.Cli.Commands.Evaluate;

/// <summary><c>hyvideo evaluate vae</c>: what a VAE loses of clips it has never seen.</summary>
internal sealed class EvaluateVaeCommand
{
    private const int MostCount = 100_000;
    private const int LeastSide = 16;
    private const int MostSide = 1024;
    private const int MostFrames = 257;
    private const int MostDefaultSide = 128;
    private const int MostDefaultFrames = 17;
    private const int SheetClips = 12;
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    private readonly Option<string> _model = ModelOption.Create();
    private readonly Option<int[]> _levels = new("--level") { Description = "Levels of the toy world, 1 to 3.", HelpName = "L", DefaultValueFactory = _ => [1], AllowMultipleArgumentsPerToken = true };
    private readonly Option<int> _count = new("--count") { Description = "Clips of each level.", HelpName = "N", DefaultValueFactory = _ => 64 };
    private readonly Option<ulong> _seed = new("--seed") { Description = "Chooses the clips.", HelpName = "N" };
    private readonly Option<int?> _size = new("--size") { Description = "Side in pixels. Default: the height that the model makes, at most 128.", HelpName = "N" };
    private readonly Option<int?> _frames = new("--frames") { Description = "Frames, 4k + 1. Default: those that the model makes, at most 17.", HelpName = "N" };
    private readonly Option<string?> _sheet = new("--sheet") { Description = "A contact sheet of the first clips, originals above reconstructions.", HelpName = "FILE.png" };
    private readonly Option<bool> _force = new("--force") { Description = "Replace a sheet that exists." };
    private readonly Option<bool> _json = new("--json") { Description = "Print JSON." };

    /// <summary>The command, ready to be added to <c>evaluate</c>.</summary>
    public static Command Create() => new EvaluateVaeCommand().Build();

    private CheckedCommand Build()
    {
        var command = new CheckedCommand(
            "vae",
            "Encodes and decodes toy clips of combinations that training never showed: PSNR in dB, SSIM and the distance of a ResNet-18's features, means over the clips; of level 1 also the share that the judge of evaluate toy still finds right. Of the model only its vae is read.\n\n"
            + "Example:\n  hyvideo evaluate vae --count 64 --level 1 2 --sheet vae.png")
        {
            _model, _levels, _count, _seed, _size, _frames, _sheet, _force, _json,
        };
        command.AddCheck(FindFaults);
        command.SetAction(RunAsync);
        return command;
    }

    private FaultList FindFaults(ParseResult parsed)
    {
        var faults = new FaultList();
        faults.AddRange((parsed.ValueOf(_levels) ?? []).Where(level => level is < 1 or > 3).Select(level => $"--level {level} is not 1, 2 or 3; choose among them."));
        if (!parsed.IsFaulty(_count) && parsed.ValueOf(_count) is < 1 or > MostCount)
        {
            faults.Add($"--count {parsed.ValueOf(_count)} is not within 1…{MostCount}; choose a value in that range.");
        }

        faults.AddRange(Sheet.FindFaults(parsed, _sheet, _force));

        var multiple = 1;
        if (parsed.ValueOf(_model) is { } model)
        {
            multiple = faults.Try(() => ModelFolder.ReadVae(model))?.SpatialCompression ?? multiple;
            faults.Try(() => ModelFolder.ReadDefaults(model));
        }

        if (!parsed.IsFaulty(_size) && parsed.ValueOf(_size) is { } size && (size is < LeastSide or > MostSide || size % multiple != 0))
        {
            faults.Add($"--size {size} is not a multiple of {multiple} within {LeastSide}…{MostSide}; choose such a value.");
        }

        if (!parsed.IsFaulty(_frames) && parsed.ValueOf(_frames) is { } frames && (frames is < 1 or > MostFrames || (frames - 1) % VaeConfig.SupportedTimeCompression != 0))
        {
            faults.Add($"--frames {frames} is not 4k + 1 within 1…{MostFrames}; choose such a value.");
        }

        return faults;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (results, sheet) = (new JsonArray(), new Sheet());
        await ProgressDisplay.RunAsync(
            parsed.InvocationConfiguration,
            progress => Task.Run(
                () =>
                {
                    var model = parsed.GetRequiredValue(_model);
                    using var vae = ModelFolder.LoadVae(model);
                    var defaults = ModelFolder.ReadDefaults(model);
                    foreach (var level in parsed.GetRequiredValue(_levels))
                    {
                        results.Add(Measure(parsed, vae, defaults, level, sheet, progress, cancellationToken));
                    }
                },
                CancellationToken.None)).ConfigureAwait(false);
        if (parsed.GetValue(_sheet) is { } path)
        {
            sheet.Write(path);
        }

        await parsed.InvocationConfiguration.Output.WriteLineAsync(parsed.GetValue(_json) ? results.ToJsonString(Indented) : string.Join('\n', results.Select(Describe)))
            .ConfigureAwait(false);
        return 0;
    }

    private JsonObject Measure(
        ParseResult parsed, CausalVae vae, ModelDefaults defaults, int level, Sheet sheet, IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        var (stage, count) = ($"level {level}", parsed.GetValue(_count));
        var (size, frames) = (parsed.GetValue(_size) ?? Math.Min(defaults.Height, MostDefaultSide), parsed.GetValue(_frames) ?? Math.Min(defaults.Frames, MostDefaultFrames));
        var (psnr, ssim, perceptual, judged) = (new List<double>(), new List<double>(), new List<double>(), new List<AttributeChecks>());
        progress.Report(new WorkProgress(stage, "clip", 0, count));
        foreach (var clip in VaeEvaluation.Run(vae, SceneLevel.Level1 + level - 1, count, size, frames, parsed.GetValue(_seed)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            psnr.Add(clip.Psnr);
            ssim.Add(clip.Ssim);
            perceptual.Add(clip.Perceptual);
            if (clip.Checks is { } checks)
            {
                judged.Add(checks);
            }

            if (psnr.Count <= SheetClips)
            {
                AddRows(sheet, clip);
            }

            progress.Report(new WorkProgress(stage, "clip", psnr.Count, count));
        }

        var result = new JsonObject
        {
            ["level"] = level,
            ["size"] = size,
            ["frames"] = frames,
            ["clips"] = psnr.Count,
            ["psnr"] = Math.Round(psnr.Average(), 3),
            ["psnr_lowest"] = Math.Round(psnr.Min(), 3),
            ["ssim"] = Math.Round(ssim.Average(), 4),
            ["perceptual"] = Math.Round(perceptual.Average(), 4),
        };
        if (judged.Count > 0)
        {
            result["judged_right"] = Proportion.Of(judged.Select(checks => checks.All)).ToString();
            result["shape_right"] = Proportion.Of(judged.Select(checks => checks.Shape)).ToString();
            result["motion_right"] = Proportion.Of(judged.Select(checks => checks.Motion)).ToString();
        }

        return result;
    }

    private static string Describe(JsonNode? result) => string.Create(
        CultureInfo.InvariantCulture,
        $"level {result!["level"]}: {Amounts.Of(result["clips"]!.GetValue<int>(), "clip")} of {result["size"]}×{result["size"]}×{result["frames"]}, PSNR {result["psnr"]} dB (lowest {result["psnr_lowest"]}), SSIM {result["ssim"]}, perceptual distance {result["perceptual"]}{(result["judged_right"] is { } share ? $", {share} judged right (shape {result["shape_right"]}, motion {result["motion_right"]})" : "")}");

    private static void AddRows(Sheet sheet, ReconstructedClip clip)
    {
        var size = clip.Original.Size;
        sheet.Add(new SheetClip(clip.Original.Pixels, size.Frames, size.Height, size.Width, clip.Original.Caption));
        sheet.Add(new SheetClip(
            clip.Pixels, size.Frames, size.Height, size.Width, string.Create(CultureInfo.InvariantCulture, $"reconstructed: {clip.Psnr:F1} dB")));
    }
}
