using System.CommandLine;
using HunyuanVideo.Evaluation;
using HunyuanVideo.Media;
using HunyuanVideo.Pipelines;

namespace HunyuanVideo.Cli.Commands.Evaluate;

/// <summary><c>hyvideo evaluate compare</c>: two models by the same prompts and seeds, or two evaluations that were made before.</summary>
internal sealed class EvaluateCompareCommand
{
    private const string ModelFile = "model_index.json";

    private readonly Argument<string> _first = new("A") { Description = "A model folder, or a folder that evaluate toy wrote." };
    private readonly Argument<string> _second = new("B") { Description = "Another of the same kind." };
    private readonly Option<string> _out = new("--out") { Description = "Folder that keeps the videos and sheet.png.", HelpName = "DIR", DefaultValueFactory = _ => "comparison" };
    private readonly SamplingOptionSet _sampling = new();
    private readonly Option<bool> _force = new("--force") { Description = "Replace videos that another model or other options made." };
    private readonly Option<bool> _json = new("--json") { Description = "Print JSON instead of a table." };
    private readonly Option<string?> _ffmpeg = FfmpegOption.Create();
    private readonly ComputeOptionSet _compute = new();

    /// <summary>The command, ready to be added to <c>evaluate</c>.</summary>
    public static Command Create() => new EvaluateCompareCommand().Build();

    private CheckedCommand Build()
    {
        var command = new CheckedCommand(
            "compare",
            "Compares two toy models: the same prompts and seeds, made in turn, judged alike. Prints both scores, the paired difference B − A with its 95 % interval, and the ratio of speeds. "
            + "Two folders that evaluate toy wrote are compared by their reports.\n\nExample:\n  hyvideo evaluate compare models/toy models/other --count 64 --out comparison")
        {
            _first, _second, _out, _force, _json, _ffmpeg,
        };
        _sampling.AddTo(command);
        _compute.AddTo(command);
        command.AddCheck(FindFaults);
        command.SetAction(RunAsync);
        return command;
    }

    private FaultList FindFaults(ParseResult parsed)
    {
        var faults = _sampling.FindFaults(parsed);
        var folders = new[] { _first, _second }.Select(parsed.ValueOf).OfType<string>().ToList();
        foreach (var folder in folders.Where(folder => !IsModel(folder) && !IsReport(folder)))
        {
            faults.Add($"{folder}: is neither a model folder ({ModelFile}) nor one that evaluate toy wrote ({ToyReport.FileName}); name one of these.");
        }

        if (folders.Count == 2 && folders.TrueForAll(folder => IsModel(folder) || IsReport(folder)) && IsModel(folders[0]) != IsModel(folders[1]))
        {
            faults.Add($"{folders[0]} and {folders[1]}: one is a model and the other a report; evaluate the model first, or name two models.");
        }

        foreach (var model in folders.Where(IsModel).Select(folder => faults.Try(() => ModelFolder.Open(folder))).OfType<ModelFolder>())
        {
            faults.AddRange(_sampling.Options(parsed, model).FindFaults(model.Limits).Where(fault => !faults.Contains(fault)));
        }

        faults.AddRange(OutputFolder.FindFaults(parsed, _out));
        faults.Try(() => FfmpegTools.Find(parsed.ValueOf(_ffmpeg)));
        return faults;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (first, second, folder) = (parsed.GetRequiredValue(_first), parsed.GetRequiredValue(_second), parsed.GetRequiredValue(_out));
        OutputFolder.Create(folder);
        var tools = FfmpegTools.Find(parsed.GetValue(_ffmpeg));
        var pairs = IsModel(first)
            ? await MakeAsync(parsed, tools, first, second, folder, cancellationToken).ConfigureAwait(false)
            : Match(ToyReport.Read(first), ToyReport.Read(second), first, second);
        var sheet = await DrawAsync(pairs, tools, Path.Join(folder, "sheet.png"), cancellationToken).ConfigureAwait(false);
        var result = new ComparisonResult(
            first, second, pairs.Count, ComparedRate.Of([.. pairs.Select(pair => (pair.First.Checks, pair.Second.Checks))]),
            ComparedSpeed.Of([.. pairs.Select(pair => (pair.First.MakingSeconds, pair.Second.MakingSeconds))]), sheet);
        await parsed.InvocationConfiguration.Output.WriteLineAsync(parsed.GetValue(_json) ? ResultJson.Of(result) : result.ToString()).ConfigureAwait(false);
        return 0;
    }

    // One prompt by the first, then by the second: whatever slows the machine slows both.
    private async Task<List<(ComparedVideo First, ComparedVideo Second)>> MakeAsync(
        ParseResult parsed, FfmpegTools tools, string first, string second, string folder, CancellationToken cancellationToken)
    {
        var (pairs, count) = (new List<(ComparedVideo, ComparedVideo)>(), _sampling.Count(parsed));
        await ProgressDisplay.RunAsync(parsed.InvocationConfiguration, async progress =>
        {
            using var firstPipeline = TextToVideoPipeline.Open(ModelFolder.Open(first), _compute.Read(parsed));
            using var secondPipeline = TextToVideoPipeline.Open(ModelFolder.Open(second), _compute.Read(parsed));
            var left = Scores(parsed, tools, firstPipeline, Path.Join(folder, "a"), cancellationToken).GetAsyncEnumerator(cancellationToken);
            var right = Scores(parsed, tools, secondPipeline, Path.Join(folder, "b"), cancellationToken).GetAsyncEnumerator(cancellationToken);
            await using (left.ConfigureAwait(false))
            await using (right.ConfigureAwait(false))
            {
                progress.Report(new WorkProgress("comparing", "prompt", 0, count));
                while (await left.MoveNextAsync().ConfigureAwait(false) && await right.MoveNextAsync().ConfigureAwait(false))
                {
                    pairs.Add((VideoOf(left.Current), VideoOf(right.Current)));
                    progress.Report(new WorkProgress("comparing", "prompt", pairs.Count, count));
                }
            }
        }).ConfigureAwait(false);
        return pairs;
    }

    private IAsyncEnumerable<ToyScore> Scores(ParseResult parsed, FfmpegTools tools, TextToVideoPipeline pipeline, string folder, CancellationToken cancellationToken)
    {
        OutputFolder.Create(folder);
        return _sampling.Level(parsed).RunAsync(new ToyEvaluation(pipeline, tools), _sampling.Options(parsed, pipeline.Model), folder, parsed.GetValue(_force), cancellationToken);
    }

    private static ComparedVideo VideoOf(ToyScore score) => new(score.Prompt, score.Video.Path, score.Checks, score.Video.MakingSeconds);

    private static List<(ComparedVideo First, ComparedVideo Second)> Match(IReadOnlyList<ComparedVideo> first, IReadOnlyList<ComparedVideo> second, string firstFolder, string secondFolder)
    {
        var byPrompt = second.GroupBy(video => video.Prompt, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        var pairs = first.Where(video => byPrompt.ContainsKey(video.Prompt)).Select(video => (First: video, Second: byPrompt[video.Prompt])).ToList();
        if (pairs.Count == 0)
        {
            throw new InputException($"{firstFolder} and {secondFolder}: have no prompt in common; evaluate both with the same --level, --count and --seed.");
        }

        var isWhole = pairs.TrueForAll(pair => pair.First.Checks.Select(check => check.Name).SequenceEqual(pair.Second.Checks.Select(check => check.Name), StringComparer.Ordinal));
        return isWhole ? pairs : [.. pairs.Select(pair => (pair.First with { Checks = [pair.First.Checks[^1]] }, pair.Second with { Checks = [pair.Second.Checks[^1]] }))];
    }

    private static async Task<string?> DrawAsync(IReadOnlyList<(ComparedVideo First, ComparedVideo Second)> pairs, FfmpegTools tools, string path, CancellationToken cancellationToken)
    {
        var (sheet, isEmpty) = (new Sheet(), true);
        foreach (var (first, second) in pairs.Take(Sheet.MostRows).Where(pair => File.Exists(pair.First.Path) && File.Exists(pair.Second.Path)))
        {
            sheet.Add(SideBySide.Row(
                await ReadAsync(tools, first.Path, cancellationToken).ConfigureAwait(false), await ReadAsync(tools, second.Path, cancellationToken).ConfigureAwait(false),
                $"{first.Prompt} — left A: {first.Verdict}; right B: {second.Verdict}"));
            isEmpty = false;
        }

        if (isEmpty)
        {
            return null;
        }

        sheet.Write(path);
        return path;
    }

    private static async Task<SheetClip> ReadAsync(FfmpegTools tools, string path, CancellationToken cancellationToken)
    {
        var info = await FfmpegReader.ProbeAsync(tools, path, cancellationToken).ConfigureAwait(false);
        var frames = await FfmpegReader.ReadFramesAsync(tools, path, cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false);
        return new SheetClip(frames.SelectMany(frame => frame).ToArray(), frames.Count, info.Height, info.Width, "");
    }

    private static bool IsModel(string folder) => File.Exists(Path.Join(folder, ModelFile));

    private static bool IsReport(string folder) => File.Exists(Path.Join(folder, ToyReport.FileName));
}
