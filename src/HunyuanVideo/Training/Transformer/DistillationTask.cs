using HunyuanVideo.Random;
using HunyuanVideo.Training.Cache;
using HunyuanVideo.Training.Optimisation;
using HunyuanVideo.Training.Recipes;
using HunyuanVideo.Transformer;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace HunyuanVideo.Training.Transformer;

/// <summary>Distils classifier-free guidance into a network with a guidance input. Source: paper §5.4, spec training §7.1.</summary>
internal sealed class DistillationTask : ITrainingTask
{
    private const string LastOfEmbedder = "guidance_in.mlp.2.";

    private readonly DistillationRecipe _recipe;
    private readonly HunyuanVideoTransformer _teacherMasters;
    private readonly ComputeCopy<HunyuanVideoTransformer> _teacher;
    private readonly HunyuanVideoTransformer _student;
    private readonly ComputeCopy<HunyuanVideoTransformer> _compute;
    private readonly LatentBatches _batches;
    private readonly TransformerPreview _preview;

    /// <param name="recipe">What to train.</param>
    /// <param name="dtype">Type of the passes, the teacher's too.</param>
    /// <param name="device">Where they are computed.</param>
    /// <param name="folder">The run's folder; the cache lies in it.</param>
    /// <param name="cached">Receives the clips encoded so far.</param>
    /// <param name="cancellation">Stops the encoding between shards.</param>
    public DistillationTask(DistillationRecipe recipe, ScalarType dtype, Device device, string folder, IProgress<int>? cached, CancellationToken cancellation)
    {
        _recipe = recipe;
        _teacherMasters = TrainedParts.Transformer(recipe.Teacher, device);
        var vae = TrainedParts.Vae(recipe.Model, device);
        using var captions = new CaptionEncoder(recipe.Model);
        _batches = new LatentBatches(recipe, vae, captions, folder, device, cached, cancellation);
        _teacher = new ComputeCopy<HunyuanVideoTransformer>(_teacherMasters, type => new HunyuanVideoTransformer(_teacherMasters.Config, device, type), dtype);
        _teacher.TakeValues();
        var config = _teacherMasters.Config with { HasGuidance = true };
        _student = new HunyuanVideoTransformer(config, device);
        TrainedParts.Start(_student, recipe, StartAsTeacher);
        _compute = new ComputeCopy<HunyuanVideoTransformer>(_student, type => new HunyuanVideoTransformer(config, device, type), dtype);
        _preview = new TransformerPreview(recipe, vae, captions, device);
        Parameters = [.. _student.named_parameters().Select(item => KeyValuePair.Create(item.name, item.parameter))];
    }

    public IReadOnlyList<KeyValuePair<string, Parameter>> Parameters { get; }

    public ScalarType Dtype => _compute.Dtype;

    public double AddGradients(long update, IDictionary<string, double> metrics)
    {
        using var scope = NewDisposeScope();
        var (drawn, isImage) = _batches.Take(update);
        var batch = drawn with { Guidance = DrawGuidance(update, (int)drawn.T.numel()) };
        var (_, _, target) = GuidanceDistillation.Target(_teacher.Network, batch, _batches.EmptyFor(batch, isImage));
        _compute.TakeValues();
        var (_, loss) = GuidanceDistillation.Run(_compute.Network, batch, target);
        loss.backward();
        _compute.HandGradients();
        metrics["relative_error"] = Math.Sqrt(loss.ToDouble() / target.square().mean().ToDouble());
        return loss.ToDouble();
    }

    public void Preview(long update, string folder) => _preview.Write(_student, update, folder);

    public void Export() => ToyModelFolder.Write(_recipe, _student);

    public void Dispose()
    {
        _batches.Dispose();
        _compute.Dispose();
        _student.Dispose();
        _teacher.Dispose();
        _teacherMasters.Dispose();
        _preview.Dispose();
    }

    /// <summary>The teacher's weights, and a guidance embedder that adds nothing yet: the student starts as the teacher's conditional pass.</summary>
    private void StartAsTeacher(ulong seed)
    {
        _student.InitializeForTraining(seed);
        using var noGradient = no_grad();
        var taught = _teacherMasters.named_parameters().ToDictionary(item => item.name, item => item.parameter, StringComparer.Ordinal);
        foreach (var (key, parameter) in _student.named_parameters())
        {
            if (taught.TryGetValue(key, out var value))
            {
                parameter.copy_(value);
            }
            else if (key.StartsWith(LastOfEmbedder, StringComparison.Ordinal))
            {
                parameter.zero_();
            }
        }
    }

    private Tensor DrawGuidance(long update, int count)
    {
        var random = Philox.For(_recipe.Seed, "distillation.guidance", (ulong)update);
        var span = _recipe.MostGuidance - _recipe.LeastGuidance;
        return tensor(Enumerable.Range(0, count).Select(_ => (float)(_recipe.LeastGuidance + (span * random.NextUniform()))).ToArray(), device: _batches.Device);
    }
}
