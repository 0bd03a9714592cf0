using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace HunyuanVideo.TextEncoders;

/// <summary>Rows of a table by number; the table is zero until loaded or initialised (see <see cref="UnfilledLayer"/>).</summary>
/// <remarks>Shapes: <c>[B, L] → [B, L, D]</c>. Key: <c>weight</c>.</remarks>
internal sealed class EmbeddingTable : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "weight")] private readonly Parameter _weight;

    public EmbeddingTable(long rows, long width, Device? device, ScalarType? dtype)
        : base(nameof(EmbeddingTable))
    {
        _weight = new Parameter(zeros(rows, width, device: device, dtype: dtype));
        RegisterComponents();
    }

    /// <summary><c>[rows, D]</c>; stays the table's.</summary>
    public Tensor Weight => _weight;

    public override Tensor forward(Tensor ids)
    {
        using var scope = NewDisposeScope();
        var rows = _weight.index_select(0, ids.flatten());                                        // [B·L, D]
        return rows.reshape([.. ids.shape, _weight.shape[1]]).MoveToOuterDisposeScope();          // [B, L, D]
    }
}
