using System.Diagnostics;
using System.Text.Json.Nodes;
using HunyuanVideo.Training.Optimisation;
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
        var parameters = _task.Parameters;
        using var optimizer = new AdamW(parameters, _options.AdamW);
        using var ema = new Ema(parameters);
        var (start, metricsLength) = Resume(optimizer, ema);
        using var metrics = new MetricsLog(Path.Join(_folder, "metrics.jsonl"), metricsLength);
        var pace = new Pace(start);
        var skipsInARow = 0;
        for (var step = start; step < _options.Steps; step++)
        {
            if (cancellation.IsCancellationRequested)
            {
                Save(step, optimizer, ema, metrics);
                cancellation.ThrowIfCancellationRequested();
            }

            var line = Update(step, optimizer, ema);
            var loss = line["loss"]!.GetValue<double>();
            skipsInARow = line["skipped"]!.GetValue<bool>() ? skipsInARow + 1 : 0;
            if (skipsInARow == MostSkipsInARow)
            {
                throw new InvalidOperationException($"{MostSkipsInARow} updates in a row had a non-finite loss or gradient (last: step {step}); lower the learning rate.");
            }

            metrics.Write(line);
            var done = step + 1;
            progress?.Report(pace.Measure(done, _options.Steps, loss));
            if (done % _options.CheckpointEvery == 0 || done == _options.Steps)
            {
                Save(done, optimizer, ema, metrics);
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

    private JsonObject Update(long step, AdamW optimizer, Ema ema)
    {
        using var scope = NewDisposeScope();
        foreach (var (_, parameter) in _task.Parameters)
        {
            parameter.grad?.zero_();
        }

        var figures = new SortedDictionary<string, double>(StringComparer.Ordinal);
        var lossValue = _task.AddGradients(step, figures);
        var norm = GradientNorm.Measure(_task.Parameters);
        var rate = _options.RateAt(step + 1);
        var skipped = !double.IsFinite(lossValue) || !double.IsFinite(norm);
        if (!skipped)
        {
            GradientNorm.Clip(_task.Parameters, norm, _options.MaxGradientNorm);
            optimizer.Step(rate);
            ema.Update(Ema.WarmDecay(_options.EmaDecay, optimizer.UpdateCount));
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

    private void Save(long step, AdamW optimizer, Ema ema, MetricsLog metrics)
    {
        var state = new TrainingState
        {
            Step = step,
            Updates = optimizer.UpdateCount,
            MetricsLength = metrics.Length,
            RecipeHash = _recipeHash,
            Dtype = _task.Dtype.ToString(),
            Threads = get_num_threads(),
        };
        _checkpoints.Save(step, state.ToJson(), new Dictionary<string, IReadOnlyList<KeyValuePair<string, Tensor>>>(StringComparer.Ordinal)
        {
            ["model"] = [.. _task.Parameters.Select(item => KeyValuePair.Create(item.Key, (Tensor)item.Value))],
            ["optimizer"] = optimizer.ExportState(),
            ["ema"] = ema.ExportState(),
        });
    }

    private (long Step, long MetricsLength) Resume(AdamW optimizer, Ema ema)
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

        using var model = SafetensorsFile.Open(checkpoint.Group("model"));
        using var moments = SafetensorsFile.Open(checkpoint.Group("optimizer"));
        using var averages = SafetensorsFile.Open(checkpoint.Group("ema"));
        using var noGradient = no_grad();
        foreach (var (key, parameter) in _task.Parameters)
        {
            using var value = model.Map(key);
            parameter.copy_(value);
        }

        optimizer.Restore(moments, state.Updates);
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
