using System.Diagnostics;
using System.Text.Json.Nodes;
using HunyuanVideo.Training.Optimisation;
using HunyuanVideo.Training.Runs;
using HunyuanVideo.Weights;
using static TorchSharp.torch;

namespace HunyuanVideo.Training;

/// <summary>
/// Runs a task to its last update: AdamW, clipping, moving average, metrics, checkpoints. A killed run goes on from
/// its newest checkpoint and ends with the same bytes as an undisturbed one (same thread count). Source: spec training §4, §10.
/// </summary>
public sealed class Trainer
{
    private const int MostSkipsInARow = 10;

    // A discriminator forgets faster than what it judges. Source: spec training §5.2.
    private const double OpponentBeta1 = 0.5;
    private const double OpponentBeta2 = 0.9;

    private readonly ITrainingTask _task;
    private readonly OptimisationOptions _options;
    private readonly string _folder;
    private readonly string _recipeHash;
    private readonly CheckpointStore _checkpoints;

    /// <param name="task">What is trained; stays the caller's.</param>
    /// <param name="options">How.</param>
    /// <param name="folder">The run's folder: checkpoints, metrics, previews.</param>
    /// <param name="recipeHash">Hash of the recipe; a run does not go on under another recipe.</param>
    public Trainer(ITrainingTask task, OptimisationOptions options, string folder, string recipeHash)
    {
        (_task, _options, _folder, _recipeHash) = (task, options, folder, recipeHash);
        _checkpoints = CheckpointStore.Of(folder);
    }

    /// <summary>Trains until the last update and exports the result.</summary>
    /// <exception cref="InputException">The run folder belongs to another recipe.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the state is saved first.</exception>
    public void Run(IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        Directory.CreateDirectory(_folder);
        using var model = new OptimisedParameters(_task.Parameters, _options.AdamW, _options.Muon);
        using var opponent = new OptimisedParameters(_task.Opponent, _options.AdamW with { Beta1 = OpponentBeta1, Beta2 = OpponentBeta2 });
        using var ema = new Ema(_task.Parameters);
        var (start, metricsLength) = Resume(model, opponent, ema);
        using var metrics = new MetricsLog(Path.Join(_folder, MetricsLog.FileName), metricsLength);
        using var times = new PaceLog(_folder, start, TimeProvider.System);
        var pace = new Pace(start);
        var skipsInARow = 0;
        for (var step = start; step < _options.Steps; step++)
        {
            if (cancellation.IsCancellationRequested)
            {
                Save(step, model, opponent, ema, metrics);
                cancellation.ThrowIfCancellationRequested();
            }

            var line = Update(step, model, opponent, ema);
            var loss = line["loss"]!.GetValue<double>();
            skipsInARow = line["skipped"]!.GetValue<bool>() ? skipsInARow + 1 : 0;
            if (skipsInARow == MostSkipsInARow)
            {
                throw new InvalidOperationException($"{MostSkipsInARow} updates in a row had a non-finite loss or gradient (last: step {step}); lower the learning rate.");
            }

            metrics.Write(line);
            var done = step + 1;
            times.Note(done, isLast: done == _options.Steps);
            progress?.Report(pace.Measure(done, _options.Steps, loss));
            if (done % _options.CheckpointEvery == 0 || done == _options.Steps)
            {
                Save(done, model, opponent, ema, metrics);
            }

            if (_options.PreviewEvery > 0 && (done % _options.PreviewEvery == 0 || done == _options.Steps))
            {
                Preview(done, ema);
            }
        }

        using var averaged = ema.Swap();
        using var noGradient = no_grad();
        _task.Export();
    }

    private JsonObject Update(long step, OptimisedParameters model, OptimisedParameters opponent, Ema ema)
    {
        using var scope = NewDisposeScope();
        model.ClearGradients();
        opponent.ClearGradients();
        var figures = new SortedDictionary<string, double>(StringComparer.Ordinal);
        var lossValue = _task.AddGradients(step, figures);
        var (norm, opponentNorm) = (model.GradientNorm(), opponent.GradientNorm());
        var rate = _options.RateAt(step + 1);
        var skipped = !double.IsFinite(lossValue) || !double.IsFinite(norm) || !double.IsFinite(opponentNorm);
        if (!skipped)
        {
            model.Step(norm, _options.MaxGradientNorm, rate);
            opponent.Step(opponentNorm, _options.MaxGradientNorm, rate);
            ema.Update(Ema.WarmDecay(_options.EmaDecay, model.UpdateCount));
        }

        var line = new JsonObject
        {
            ["step"] = step + 1,
            ["loss"] = double.IsFinite(lossValue) ? lossValue : double.MaxValue,
            ["grad_norm"] = double.IsFinite(norm) ? norm : double.MaxValue,
            ["lr"] = rate,
            ["skipped"] = skipped,
        };
        foreach (var (name, value) in figures)
        {
            line[name] = value;
        }

        return line;
    }

    private void Preview(long step, Ema ema)
    {
        var folder = Path.Join(_folder, "previews");
        Directory.CreateDirectory(folder);
        using var scope = NewDisposeScope();
        using var averaged = ema.Swap();
        using var noGradient = no_grad();
        _task.Preview(step, folder);
    }

    private void Save(long step, OptimisedParameters model, OptimisedParameters opponent, Ema ema, MetricsLog metrics)
    {
        var state = new TrainingState
        {
            Step = step,
            Updates = model.UpdateCount,
            OpponentUpdates = opponent.UpdateCount,
            MetricsLength = metrics.Length,
            RecipeHash = _recipeHash,
            Dtype = _task.Dtype.ToString(),
            Threads = get_num_threads(),
        };
        _checkpoints.Save(step, state.ToJson(), new Dictionary<string, IReadOnlyList<KeyValuePair<string, Tensor>>>(StringComparer.Ordinal)
        {
            ["model"] = [.. model.Values, .. opponent.Values],
            ["optimizer"] = [.. model.Moments, .. opponent.Moments],
            ["ema"] = ema.ExportState(),
        });
    }

    private (long Step, long MetricsLength) Resume(OptimisedParameters model, OptimisedParameters opponent, Ema ema)
    {
        if (_checkpoints.Newest() is not { } checkpoint)
        {
            return (0, 0);
        }

        var state = TrainingState.Read(checkpoint);
        if (state.RecipeHash != _recipeHash)
        {
            throw new InputException($"{_folder}: holds a run of another recipe; give another --run folder, or delete this one to start anew.");
        }

        using var values = SafetensorsFile.Open(checkpoint.Group("model"));
        using var moments = SafetensorsFile.Open(checkpoint.Group("optimizer"));
        using var averages = SafetensorsFile.Open(checkpoint.Group("ema"));
        model.Restore(values, moments, state.Updates);
        opponent.Restore(values, moments, state.OpponentUpdates);
        ema.Restore(averages);
        return (checkpoint.Step, state.MetricsLength);
    }

    /// <summary>Rate over the time since the start of this process; time never enters a result.</summary>
    private sealed class Pace(long start)
    {
        private readonly long _began = Stopwatch.GetTimestamp();

        public TrainingProgress Measure(long done, long steps, double loss)
        {
            var rate = (done - start) / Math.Max(1e-9, Stopwatch.GetElapsedTime(_began).TotalSeconds);
            return new TrainingProgress(done, steps, loss, rate, TimeSpan.FromSeconds(Math.Min((steps - done) / rate, 1e8)));
        }
    }
}
