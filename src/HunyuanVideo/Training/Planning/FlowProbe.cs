using HunyuanVideo.Training.Optimisation;
using HunyuanVideo.Training.Transformer;
using HunyuanVideo.Transformer;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace HunyuanVideo.Training.Planning;

/// <summary>A transformer's updates on latents and texts of the right sizes and no meaning: the cache need not be there.</summary>
internal sealed class FlowProbe : IStepProbe
{
    private const ulong Seed = 0;
    private const double MiddleLevel = 0.5;

    private readonly HunyuanVideoTransformer _network;
    private readonly ComputeCopy<HunyuanVideoTransformer> _compute;
    private readonly HunyuanVideoTransformer? _teacher;
    private readonly TransformerConfig _config;
    private readonly IReadOnlyList<LatentShape> _shapes;

    /// <param name="config">The trained network.</param>
    /// <param name="dtype">Type of the passes.</param>
    /// <param name="shapes">Sizes of each kind of update.</param>
    /// <param name="teacher">The teacher of a distillation; null trains on data.</param>
    public FlowProbe(TransformerConfig config, ScalarType dtype, IReadOnlyList<LatentShape> shapes, TransformerConfig? teacher)
    {
        (_config, _shapes) = (config, shapes);
        _network = new HunyuanVideoTransformer(config);
        _network.InitializeForTraining(Seed);
        _compute = new ComputeCopy<HunyuanVideoTransformer>(_network, type => new HunyuanVideoTransformer(config, dtype: type), dtype);
        if (teacher is not null)
        {
            _teacher = new HunyuanVideoTransformer(teacher, dtype: dtype);
            _teacher.InitializeForTraining(Seed);
        }

        Parameters = [.. _network.named_parameters().Select(item => KeyValuePair.Create(item.name, item.parameter))];
    }

    public IReadOnlyList<KeyValuePair<string, Parameter>> Parameters { get; }

    public void AddGradients(int phase, long update)
    {
        using var scope = NewDisposeScope();
        var batch = Batch(_shapes[phase]);
        _compute.TakeValues();
        var loss = _teacher is null ? FlowStep.Run(_compute.Network, batch).Loss.mean() : Distil(batch);
        loss.backward();
        _compute.HandGradients();
    }

    public void Dispose()
    {
        _compute.Dispose();
        _network.Dispose();
        _teacher?.Dispose();
    }

    private Tensor Distil(TransformerBatch batch)
    {
        var (_, _, target) = GuidanceDistillation.Target(_teacher!, batch, (batch.TextStates, batch.TextMask, batch.PooledText));
        return GuidanceDistillation.Run(_compute.Network, batch, target).Loss;
    }

    private TransformerBatch Batch(LatentShape shape)
    {
        var (count, tokens) = (shape.Batch, Math.Max(1, shape.TextTokens));
        var latents = linspace(-1, 1, count * shape.Channels * shape.Frames * shape.Side * shape.Side).reshape(count, shape.Channels, shape.Frames, shape.Side, shape.Side);
        return new TransformerBatch(
            latents, -latents, full([count], MiddleLevel), ones([count, tokens, _config.TextWidth]), ones([count, tokens], int64),
            ones([count, _config.PooledTextWidth]), _config.HasGuidance ? ones([count]) : null);
    }
}
