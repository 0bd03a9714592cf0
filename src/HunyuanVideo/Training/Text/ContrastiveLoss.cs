using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace HunyuanVideo.Training.Text;

/// <summary>
/// Symmetric cross entropy between the pictures and the texts of a batch, with a learned temperature. Texts that occur
/// several times are all right answers, in equal shares: the toy world repeats itself.
/// </summary>
/// <remarks>Key: <c>logit_scale</c>, the logarithm of the factor on cosines. Source: spec training §6.2.</remarks>
public sealed class ContrastiveLoss : nn.Module<Tensor, Tensor, Tensor, Tensor>
{
    private const double FirstTemperature = 0.07;
    private static readonly double LargestLogScale = Math.Log(100);

    [ComponentName(Name = "logit_scale")] private readonly Parameter _logScale;

    /// <param name="device">Where the temperature lives; CPU when null.</param>
    /// <param name="dtype">Element type; float32 when null.</param>
    public ContrastiveLoss(Device? device = null, ScalarType? dtype = null)
        : base(nameof(ContrastiveLoss))
    {
        _logScale = new Parameter(full([], Math.Log(1 / FirstTemperature), dtype: dtype ?? float32, device: device));
        RegisterComponents();
    }

    /// <summary>Which texts of a batch are equal: ids <c>[B, L] → bool [B, B]</c>; the caller owns it.</summary>
    public static Tensor SameText(Tensor ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        using var scope = NewDisposeScope();
        return ids.unsqueeze(0).eq(ids.unsqueeze(1)).all(-1).MoveToOuterDisposeScope();
    }

    /// <summary>Cosines times the learned factor, pictures in rows: <c>[B, E], [C, E] → [B, C]</c>; the caller owns it.</summary>
    public Tensor Similarities(Tensor pictures, Tensor texts)
    {
        using var scope = NewDisposeScope();
        using (no_grad())
        {
            _logScale.clamp_(max: LargestLogScale);   // in the parameter, not in the graph: beyond the bound a clamped gradient never leads back
        }

        var cosines = nn.functional.linear(Unit(pictures), Unit(texts));                                 // [B, C]
        return (_logScale.exp() * cosines).MoveToOuterDisposeScope();
    }

    /// <summary>The loss of one batch.</summary>
    /// <param name="pictures">Picture vectors of any length, <c>[B, E]</c>.</param>
    /// <param name="texts">Text vectors of any length, <c>[B, E]</c>; row i belongs to picture i.</param>
    /// <param name="same">Which texts are equal, bool <c>[B, B]</c> (<see cref="SameText"/>).</param>
    /// <returns>A scalar; the caller owns it.</returns>
    public override Tensor forward(Tensor pictures, Tensor texts, Tensor same)
    {
        ArgumentNullException.ThrowIfNull(same);
        using var scope = NewDisposeScope();
        var logits = Similarities(pictures, texts);                                                      // [B, B]
        var wanted = same.to(logits.dtype);
        wanted = wanted / wanted.sum(1, keepdim: true);                                                  // rows sum to 1
        var loss = (CrossEntropy(logits, wanted) + CrossEntropy(logits.t(), wanted)) / 2;                // equality is symmetric
        return loss.MoveToOuterDisposeScope();
    }

    private static Tensor CrossEntropy(Tensor logits, Tensor wanted) =>
        -(wanted * nn.functional.log_softmax(logits, 1)).sum(1).mean();

    private static Tensor Unit(Tensor vectors) => nn.functional.normalize(vectors, dim: -1);
}
