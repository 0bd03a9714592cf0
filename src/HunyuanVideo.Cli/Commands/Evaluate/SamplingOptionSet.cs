using System.CommandLine;
using HunyuanVideo.Pipelines;

namespace HunyuanVideo.Cli.Commands.Evaluate;

/// <summary>The options that choose prompts and how they are sampled: <c>--level</c>, <c>--count</c>, <c>--seed</c>, <c>--steps</c>, <c>--guidance</c>, <c>--cfg</c>, <c>--shift</c>.</summary>
internal sealed class SamplingOptionSet
{
    private const int MostCount = 10_000;

    private readonly Option<int> _level = new("--level") { Description = "Level of the prompts: 1, one thing; 2, two things with sizes, patterns and a relation.", HelpName = "L", DefaultValueFactory = _ => 1 };
    private readonly Option<int> _count = new("--count") { Description = "Prompts, half of them combinations that training never showed.", HelpName = "N", DefaultValueFactory = _ => 64 };
    private readonly Option<ulong> _seed = new("--seed") { Description = "Chooses prompts and noise.", HelpName = "N" };
    private readonly Option<int?> _steps = new("--steps") { Description = "Sampling steps. Default: the model's.", HelpName = "N" };
    private readonly Option<double?> _guidance = new("--guidance") { Description = "Embedded guidance, for models that have it. Default: the model's.", HelpName = "X" };
    private readonly Option<double?> _cfg = new("--cfg") { Description = "Classifier-free guidance scale. Default: the model's.", HelpName = "X" };
    private readonly Option<double?> _shift = new("--shift") { Description = "Flow shift. Default: the model's.", HelpName = "X" };

    /// <summary>Adds them to <paramref name="command"/>, which may judge one thing only and offer no levels.</summary>
    public void AddTo(CheckedCommand command, bool hasLevels = true)
    {
        if (hasLevels)
        {
            command.Options.Add(_level);
        }

        command.Options.Add(_count);
        command.Options.Add(_seed);
        command.Options.Add(_steps);
        command.Options.Add(_guidance);
        command.Options.Add(_cfg);
        command.Options.Add(_shift);
    }

    /// <summary>Prompts.</summary>
    public int Count(ParseResult parsed) => parsed.ValueOf(_count);

    /// <summary>The level's number.</summary>
    public int LevelNumber(ParseResult parsed) => parsed.ValueOf(_level);

    /// <summary>The prompts and their judge.</summary>
    public IToyLevel Level(ParseResult parsed) => parsed.ValueOf(_level) == 1
        ? new ToyLevel1(parsed.ValueOf(_count), parsed.ValueOf(_seed))
        : new ToyLevel2(parsed.ValueOf(_count), parsed.ValueOf(_seed));

    /// <summary>How a model samples: its own defaults where nothing is asked for.</summary>
    public GenerationOptions Options(ParseResult parsed, ModelFolder? model)
    {
        var defaults = model?.Defaults ?? ModelDefaults.Published.ToOptions();
        return defaults with
        {
            Prompt = "any",
            Seed = parsed.ValueOf(_seed),
            Steps = parsed.ValueOf(_steps) ?? defaults.Steps,
            Guidance = parsed.ValueOf(_guidance) ?? defaults.Guidance,
            CfgScale = parsed.ValueOf(_cfg) ?? defaults.CfgScale,
            Shift = parsed.ValueOf(_shift) ?? defaults.Shift,
        };
    }

    /// <summary>What is wrong with the level and the count; how a model samples is checked with the model.</summary>
    public FaultList FindFaults(ParseResult parsed)
    {
        var faults = new FaultList();
        if (!parsed.IsFaulty(_level) && parsed.GetResult(_level) is not null && parsed.ValueOf(_level) is < 1 or > 2)
        {
            faults.Add($"--level {parsed.ValueOf(_level)} is not 1 or 2; choose one of them.");
        }

        var count = parsed.ValueOf(_count);
        if (!parsed.IsFaulty(_count) && count is < 1 or > MostCount)
        {
            faults.Add($"--count {count} is not within 1…{MostCount}; choose a value in that range.");
        }

        return faults;
    }
}
