using System.CommandLine;
using System.Globalization;
using HunyuanVideo.Evaluation;
using HunyuanVideo.Pipelines;

namespace HunyuanVideo.Cli.Commands.Evaluate;

/// <summary><c>hyvideo evaluate noise</c>: at which noise levels a model loses what.</summary>
internal sealed class EvaluateNoiseCommand
{
    private const int LeastPoints = 2;
    private const int UsualPoints = 7;

    private readonly Option<string> _model = ModelOption.Create();
    private readonly SamplingOptionSet _sampling = new();
    private readonly Option<int?> _points = new("--points") { Description = "Noise levels to start from, evenly along the sampling steps; the first is none, the last pure noise. Default: 7, fewer for fewer steps.", HelpName = "N" };
    private readonly Option<bool> _json = new("--json") { Description = "Print JSON." };
    private readonly ComputeOptionSet _compute = new();

    /// <summary>The command, ready to be added to <c>evaluate</c>.</summary>
    public static Command Create() => new EvaluateNoiseCommand().Build();

    private CheckedCommand Build()
    {
        var command = new CheckedCommand(
            "noise",
            "Noises toy clips to several levels, has the model take the noise away with the clip's caption, and judges what is left: at which noise levels a model loses colours, shape or motion. "
            + "At level 0 only the VAE is at work. The error is the distance of the latents from the clip's own, as a share of their length.\n\n"
            + "Example:\n  hyvideo evaluate noise --count 40")
        {
            _model, _points, _json,
        };
        _sampling.AddTo(command, hasLevels: false);
        _compute.AddTo(command);
        command.AddCheck(FindFaults);
        command.SetAction(RunAsync);
        return command;
    }

    private FaultList FindFaults(ParseResult parsed)
    {
        var faults = _sampling.FindFaults(parsed);
        var model = ModelOption.Open(parsed, _model, faults);
        var options = _sampling.Options(parsed, model);
        faults.AddRange(options.FindFaults(model?.Limits ?? GenerationLimits.Published));
        if (!parsed.IsFaulty(_points) && parsed.ValueOf(_points) is { } points && (points < LeastPoints || points > options.Steps + 1) && options.Steps > 0)
        {
            faults.Add($"--points {points} is not within {LeastPoints}…{options.Steps + 1}, one more than the steps; choose a value in that range.");
        }

        return faults;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var model = ModelFolder.Open(parsed.GetRequiredValue(_model));
        var options = _sampling.Options(parsed, model);
        var (count, points) = (_sampling.Count(parsed), parsed.GetValue(_points) ?? Math.Min(UsualPoints, options.Steps + 1));
        int[] starts = [.. Enumerable.Range(0, points).Select(point => options.Steps * point / (points - 1)).Reverse()];
        var clips = new List<RestoredClip>();
        await ProgressDisplay.RunAsync(
            parsed.InvocationConfiguration,
            progress => Task.Run(
                () =>
                {
                    using var pipeline = TextToVideoPipeline.Open(model, _compute.Read(parsed));
                    using var vae = ModelFolder.LoadVae(model.Path);
                    progress.Report(new WorkProgress("restoring", "video", 0, count * points));
                    foreach (var clip in new NoiseEvaluation(pipeline, vae).Run(options, count, starts, cancellationToken))
                    {
                        clips.Add(clip);
                        progress.Report(new WorkProgress("restoring", "video", clips.Count, count * points));
                    }
                },
                CancellationToken.None)).ConfigureAwait(false);
        var rows = clips.GroupBy(clip => clip.Sigma).Select(group => (Sigma: group.Key, Rates: AttributeRates.Of(group.Select(clip => clip.Checks)), Error: group.Average(clip => clip.Error))).ToList();
        await parsed.InvocationConfiguration.Output.WriteLineAsync(parsed.GetValue(_json) ? Json(rows) : Table(rows)).ConfigureAwait(false);
        return 0;
    }

    private static string Table(IEnumerable<(double Sigma, AttributeRates Rates, double Error)> rows) => string.Join('\n', rows
        .Select(row => string.Create(
            CultureInfo.InvariantCulture, $"{row.Sigma,-8:F3}{row.Rates.Colour,-24}{row.Rates.Background,-24}{row.Rates.Shape,-24}{row.Rates.Motion,-24}{row.Rates.Correct,-24}{row.Error:F3}"))
        .Prepend($"{"noise",-8}{"colour",-24}{"background",-24}{"shape",-24}{"motion",-24}{"all",-24}error"));

    private static string Json(IEnumerable<(double Sigma, AttributeRates Rates, double Error)> rows) => ResultJson.Of(rows.Select(row => new
    {
        Sigma = Math.Round(row.Sigma, 4),
        Colour = row.Rates.Colour.Share,
        Background = row.Rates.Background.Share,
        Shape = row.Rates.Shape.Share,
        Motion = row.Rates.Motion.Share,
        All = row.Rates.Correct.Share,
        Clips = row.Rates.Correct.Total,
        Error = Math.Round(row.Error, 4),
    }));
}
