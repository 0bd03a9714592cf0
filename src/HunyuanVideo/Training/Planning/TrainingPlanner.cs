using System.Diagnostics;
using System.Globalization;
using HunyuanVideo.Pipelines;
using HunyuanVideo.Training.Optimisation;
using HunyuanVideo.Training.Recipes;
using static TorchSharp.torch;

namespace HunyuanVideo.Training.Planning;

/// <summary>Says what a training will take: parameters, memory, operations, and time by a few real updates. Writes nothing.</summary>
/// <remarks>Source: spec training §14.</remarks>
public static class TrainingPlanner
{
    private const double FloatBytes = 4;
    private const double ShortBytes = 2;
    private const int Moments = 2;
    private const double Giga = 1e9;

    /// <summary>Plans <paramref name="recipe"/>.</summary>
    /// <param name="recipe">A stage with gradient descent.</param>
    /// <param name="runFolder">The run's folder; it need not be there.</param>
    /// <param name="options">What is assumed and measured.</param>
    /// <param name="progress">Receives the kind of update that is timed next.</param>
    /// <param name="cancellation">Ends the measuring.</param>
    public static TrainingPlan Plan(TrainedRecipe recipe, string runFolder, PlanOptions options, IProgress<string>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(options);
        var (stage, draft) = Draft(recipe, runFolder, options);
        var memory = Memory(recipe, draft, options);
        var rates = ComputeProbe.Measure();
        var rate = Giga * (draft.Dtype == ScalarType.BFloat16 ? rates.HalfRate : rates.FullRate);
        var isReal = draft.Probe is not null && memory.Total <= options.MemoryShare * memory.Machine
            && draft.Phases.Max(phase => phase.Work.Flops) / rate <= options.MostUpdateSeconds;
        var seconds = isReal ? TimeUpdates(recipe, draft, options, progress, cancellation) : [.. draft.Phases.Select(phase => (double?)(phase.Work.Flops / rate))];
        IReadOnlyList<PlannedPhase> phases = [.. draft.Phases.Zip(seconds, (phase, each) => new PlannedPhase(phase.Name, phase.Steps, phase.Work.Flops, each))];
        return new TrainingPlan
        {
            Stage = stage,
            Parameters = draft.Parameters.All,
            OpponentParameters = draft.Opponent,
            Dtype = draft.Dtype.ToString().ToLowerInvariant(),
            Steps = recipe.Optimisation.Steps,
            Phases = phases,
            Memory = memory,
            Cache = draft.Cache,
            Measured = isReal
                ? "real updates of each kind were timed on this machine, with optimiser and moving average"
                : string.Create(CultureInfo.InvariantCulture, $"by the rate of matrix products on this machine, {rate / Giga:F0} GFLOP/s: no update is faster, most are slower"),
            Seconds = phases.Sum(phase => phase.Steps * phase.SecondsPerStep) + (draft.Cache is { Seconds: var cache } ? cache : 0),
            Notes = [.. draft.Notes, .. StartNotes(recipe), .. MemoryNotes(memory)],
        };
    }

    private static IEnumerable<string> StartNotes(TrainedRecipe recipe) =>
        recipe is NetworkRecipe { InitialWeights: { } start } && !Directory.Exists(start)
            ? [$"initial_weights {Path.GetFullPath(start)} is no folder yet: train the stage that makes it first."]
            : [];

    private static IEnumerable<string> MemoryNotes(PlannedMemory memory) =>
        memory.Total > memory.Machine ? ["this machine's memory does not hold it: take a smaller batch, or a larger machine."] : [];

    private static (string Stage, StageDraft Draft) Draft(TrainedRecipe recipe, string runFolder, PlanOptions options) => recipe switch
    {
        LlamaRecipe llama => ("llama", TextDrafts.Of(llama, options)),
        ClipRecipe clip => ("clip", TextDrafts.Of(clip, options)),
        TextSwapRecipe swap => ("text_swap", TextDrafts.Of(swap, options)),
        VaeRecipe vae => ("vae", VaeDrafts.Of(vae, PassType.Choose(vae.Precision, runFolder), options)),
        LatentRecipe latent => (latent is DistillationRecipe ? "distillation" : "transformer", LatentDrafts.Of(latent, PassType.Choose(latent.Precision, runFolder), runFolder, options)),
        _ => throw new ArgumentException($"{recipe.GetType().Name} has no plan.", nameof(recipe)),
    };

    private static PlannedMemory Memory(TrainedRecipe recipe, StageDraft draft, PlanOptions options)
    {
        double trained = draft.Parameters.All + draft.Opponent;
        var isShort = draft.Dtype == ScalarType.BFloat16;
        var copied = isShort ? draft.Parameters.All * ShortBytes : 0;       // weights again in the type of the passes, and their gradients
        var valueBytes = isShort ? ShortBytes : FloatBytes;
        var byMuon = recipe.Optimisation.Muon is null ? 0 : draft.Parameters.Matrices;
        return new PlannedMemory(
            Weights: (trained * FloatBytes) + copied + (draft.Asked * (FloatBytes + (isShort ? ShortBytes : 0))),
            Gradients: (trained * FloatBytes) + copied,
            Optimiser: (((trained - byMuon) * Moments) + byMuon) * FloatBytes,
            Average: draft.Parameters.All * FloatBytes,
            Activations: draft.Phases.Max(phase => phase.Work.KeptBytes(valueBytes)),
            Data: draft.Cache?.Bytes ?? 0,
            Program: options.ProgramBytes,
            Machine: MachineMemory.Bytes);
    }

    private static IReadOnlyList<double?> TimeUpdates(
        TrainedRecipe recipe, StageDraft draft, PlanOptions options, IProgress<string>? progress, CancellationToken cancellation)
    {
        using var probe = draft.Probe!();
        using var model = new OptimisedParameters(probe.Parameters, recipe.Optimisation.AdamW, recipe.Optimisation.Muon);
        using var opponent = new OptimisedParameters(probe.Opponent, recipe.Optimisation.AdamW);
        using var ema = new Ema(probe.Parameters);
        return [.. draft.Phases.Select((phase, index) =>
        {
            progress?.Report(phase.Name);
            return (double?)Seconds(() => Update(index, phase.LastUpdate), options, cancellation);
        })];

        void Update(int phase, long update)
        {
            using var scope = NewDisposeScope();
            model.ClearGradients();
            opponent.ClearGradients();
            probe.AddGradients(phase, update);
            model.Step(model.GradientNorm(), recipe.Optimisation.MaxGradientNorm, recipe.Optimisation.LearningRate);
            opponent.Step(opponent.GradientNorm(), recipe.Optimisation.MaxGradientNorm, recipe.Optimisation.LearningRate);
            ema.Update(recipe.Optimisation.EmaDecay);
        }
    }

    // The first update chooses kernels and takes memory.
    private static double Seconds(Action update, PlanOptions options, CancellationToken cancellation)
    {
        update();
        var (count, watch) = (0, Stopwatch.StartNew());
        while (count == 0 || watch.Elapsed.TotalSeconds < options.ProbeSeconds)
        {
            cancellation.ThrowIfCancellationRequested();
            update();
            count++;
        }

        return watch.Elapsed.TotalSeconds / count;
    }
}
