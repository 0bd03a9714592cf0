using static TorchSharp.torch;

namespace HunyuanVideo.Transformer;

/// <summary>Two linear layers with SiLU between them; lifts a vector to the model width.</summary>
/// <remarks>Shapes: <c>[…, In] → […, D]</c>. Source: spec text-to-video §3.3, §4.</remarks>
internal sealed class MlpEmbedder : nn.Module<Tensor, Tensor>
{
    private readonly LinearLayer _first;
    private readonly LinearLayer _second;

    /// <param name="inWidth">Width of the input.</param>
    /// <param name="width">Model width D.</param>
    /// <param name="firstKey">Published key of the first layer; the embedders differ only in these names.</param>
    /// <param name="secondKey">Published key of the second layer.</param>
    /// <param name="placement">Where the parameters lie.</param>
    public MlpEmbedder(long inWidth, long width, string firstKey, string secondKey, Placement placement)
        : base(nameof(MlpEmbedder))
    {
        _first = new LinearLayer(inWidth, width, placement);
        _second = new LinearLayer(width, width, placement);
        register_module(firstKey, _first);
        register_module(secondKey, _second);
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var hidden = nn.functional.silu(_first.call(input));        // […, D]
        return _second.call(hidden).MoveToOuterDisposeScope();      // […, D]
    }

    /// <summary>Nothing: the constructor has registered the layers, under keys that no attribute could know.</summary>
    protected override void RegisterComponents()
    {
    }
}
