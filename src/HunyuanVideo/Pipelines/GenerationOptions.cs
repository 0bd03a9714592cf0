using System.Globalization;
using System.Text.Json.Serialization;

namespace HunyuanVideo.Pipelines;

/// <summary>
/// Everything a user decides about one video. A model's own values come from <see cref="ModelFolder.Defaults"/>;
/// change them with <c>with</c>.
/// </summary>
public sealed record GenerationOptions
{
    private const int MostPromptCharacters = 10_000;
    private const int MostSide = 4096;
    private const int MostFrames = 1025;
    private const int MostSteps = 1000;

    /// <summary>What the video shows.</summary>
    public required string Prompt { get; init; }

    /// <summary>What it should not show; read only when <see cref="CfgScale"/> is above 1. Empty: the model's own.</summary>
    [JsonRequired]
    public string NegativePrompt { get; init; } = "";

    /// <summary>Width in pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Height in pixels.</summary>
    public required int Height { get; init; }

    /// <summary>Frames F = 4k + 1; 1 makes a picture.</summary>
    public required int Frames { get; init; }

    /// <summary>Whole frames per second of the file; changes no pixel.</summary>
    public required int FramesPerSecond { get; init; }

    /// <summary>Euler steps.</summary>
    public required int Steps { get; init; }

    /// <summary>Flow shift of the schedule.</summary>
    public required double Shift { get; init; }

    /// <summary>Embedded guidance w, for models that embed it.</summary>
    public required double Guidance { get; init; }

    /// <summary>True classifier-free guidance scale; 1 and below: off.</summary>
    public required double CfgScale { get; init; }

    /// <summary>Share φ of the guidance rescale, 0…1.</summary>
    [JsonRequired]
    public double GuidanceRescale { get; init; }

    /// <summary>Rounds the embedded guidance to bfloat16 as the published run does.</summary>
    [JsonRequired]
    public bool GuidanceBf16Compat { get; init; }

    /// <summary>Decides the noise: the same seed gives the same noise everywhere.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Every broken rule, one sentence each; empty when the options are good.</summary>
    /// <param name="limits">What the model can make.</param>
    public IReadOnlyList<string> FindFaults(GenerationLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        var faults = new List<string>();
        CheckPrompt(faults);
        CheckSide("width", Width, limits.WidthMultiple, faults);
        CheckSide("height", Height, limits.HeightMultiple, faults);
        CheckFrames(limits.FrameStep, faults);
        CheckRange("fps", FramesPerSecond, 1, 240, faults);
        CheckRange("steps", Steps, 1, MostSteps, faults);
        CheckRange("shift", Shift, 0.01, 1000, faults);
        CheckRange("guidance", Guidance, 0, 1000, faults);
        CheckRange("cfg", CfgScale, 0, 1000, faults);
        CheckRange("guidance rescale", GuidanceRescale, 0, 1, faults);
        return faults;
    }

    private void CheckPrompt(List<string> faults)
    {
        if (string.IsNullOrWhiteSpace(Prompt))
        {
            faults.Add("the prompt is empty; say what the video shows.");
        }

        foreach (var (name, text) in new[] { ("prompt", Prompt), ("negative prompt", NegativePrompt) })
        {
            if (text.Length > MostPromptCharacters)
            {
                faults.Add($"the {name} has {text.Length} characters; at most {MostPromptCharacters} are read.");
            }

            if (text.Contains('\0', StringComparison.Ordinal))
            {
                faults.Add($"the {name} holds a NUL character; remove it.");
            }
        }
    }

    private static void CheckSide(string name, int value, int multiple, List<string> faults)
    {
        if (value < multiple || value > MostSide)
        {
            faults.Add($"{name} {value} is not within {multiple}…{MostSide}; choose a multiple of {multiple} in that range.");
        }
        else if (value % multiple != 0)
        {
            var below = value / multiple * multiple;
            faults.Add($"{name} {value} is not a multiple of {multiple}; use {below} or {below + multiple}.");
        }
    }

    private void CheckFrames(int step, List<string> faults)
    {
        if (Frames < 1 || Frames > MostFrames)
        {
            faults.Add($"frames {Frames} is not within 1…{MostFrames}; choose {step}k + 1, for example {(step * 4) + 1}.");
        }
        else if ((Frames - 1) % step != 0)
        {
            var below = ((Frames - 1) / step * step) + 1;
            faults.Add($"frames {Frames} is not {step}k + 1; use {below} or {below + step}.");
        }
    }

    private static void CheckRange(string name, double value, double least, double most, List<string> faults)
    {
        if (!(value >= least && value <= most))   // NaN fails both
        {
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"{name} {value} is not within {least}…{most}; choose a value in that range."));
        }
    }
}
