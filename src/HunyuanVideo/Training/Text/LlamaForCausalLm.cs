using HunyuanVideo.TextEncoders;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace HunyuanVideo.Training.Text;

/// <summary>A decoder with its language-model head, for training only: what is shipped is <see cref="Model"/>.</summary>
/// <remarks>
/// Keys: <c>model.*</c> and, unless <see cref="LlamaConfig.TiesHead"/>, <c>lm_head.weight</c>.
/// Source: spec text-encoders §2.6, training §6.1.
/// </remarks>
public sealed class LlamaForCausalLm : nn.Module<Tensor, Tensor?, Tensor>
{
    [ComponentName(Name = "model")] private readonly LlamaModel _model;
    [ComponentName(Name = "lm_head")] private readonly Linear? _head;

    /// <param name="config">Sizes; decides whether the head is the token table.</param>
    /// <param name="device">Where the weights live; CPU when null.</param>
    /// <param name="dtype">Element type of weights and arithmetic; float32 when null.</param>
    /// <exception cref="ConfigException">A rule of the configuration is broken.</exception>
    public LlamaForCausalLm(LlamaConfig config, Device? device = null, ScalarType? dtype = null)
        : base(nameof(LlamaForCausalLm))
    {
        ArgumentNullException.ThrowIfNull(config);
        _model = new LlamaModel(config, device, dtype);
        _head = config.TiesHead ? null : nn.Linear(config.HiddenSize, config.VocabularySize, hasBias: false, device, dtype);
        RegisterComponents();
    }

    /// <summary>The decoder; stays this module's.</summary>
    public LlamaModel Model => _model;

    /// <summary>Scores of every token at every position.</summary>
    /// <param name="ids">Token ids, int64 <c>[B, L]</c>.</param>
    /// <param name="mask">1 = real token, 0 = padding, <c>[B, L]</c>; all real when null.</param>
    /// <returns><c>[B, L, V]</c>; the caller owns it.</returns>
    public override Tensor forward(Tensor ids, Tensor? mask)
    {
        using var scope = NewDisposeScope();
        var hidden = _model.forward(ids, mask, HiddenStateChoice.Last);                                  // [B, L, D]
        var logits = _head is null ? nn.functional.linear(hidden, _model.TokenTable) : _head.forward(hidden);
        return logits.MoveToOuterDisposeScope();                                                         // [B, L, V]
    }
}
