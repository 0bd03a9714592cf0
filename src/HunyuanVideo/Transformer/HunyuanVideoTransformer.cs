using HunyuanVideo.Tensors;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace HunyuanVideo.Transformer;

/// <summary>
/// The diffusion transformer: predicts the velocity (noise − data) of noisy latents, given time, text and guidance.
/// Trained and run by this one class, toy and 13B alike.
/// </summary>
/// <remarks>
/// Shapes: latents <c>[B, C, T, H, W]</c> → velocity <c>[B, C_out, T, H, W]</c> in the latents' type. Activations have the
/// type of the weights; norms, modulation, softmax, RoPE and sinusoids are computed in float32 or better. One forward pass at
/// a time: the RoPE table of the last grid is kept. Source: spec text-to-video §1–§7.1.
/// </remarks>
public sealed class HunyuanVideoTransformer : nn.Module<TransformerInput, Tensor>
{
    [ComponentName(Name = "img_in")]
    private readonly PatchEmbedding _imageIn;

    [ComponentName(Name = "txt_in")]
    private readonly TextProjection _textIn;

    [ComponentName(Name = "time_in")]
    private readonly ScalarEmbedder _timeIn;

    [ComponentName(Name = "vector_in")]
    private readonly MlpEmbedder _vectorIn;

    [ComponentName(Name = "guidance_in")]
    private readonly ScalarEmbedder? _guidanceIn;

    [ComponentName(Name = "double_blocks")]
    private readonly ModuleList<DoubleStreamBlock> _doubleBlocks;

    [ComponentName(Name = "single_blocks")]
    private readonly ModuleList<SingleStreamBlock> _singleBlocks;

    [ComponentName(Name = "final_layer")]
    private readonly FinalLayer _finalLayer;

    private RopeTables? _rope;

    /// <summary>A network whose weights are not set yet: load them, or call <see cref="InitializeForTraining"/>.</summary>
    /// <param name="config">Its shape.</param>
    /// <param name="device">Where the weights lie; CPU when null, <c>meta</c> for keys and shapes without storage.</param>
    /// <param name="dtype">Type of the weights; float32 when null.</param>
    /// <exception cref="ConfigException">The configuration breaks a rule.</exception>
    public HunyuanVideoTransformer(TransformerConfig config, Device? device = null, ScalarType? dtype = null)
        : base(nameof(HunyuanVideoTransformer))
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate();
        Config = config;
        var placement = new Placement(device, dtype);
        _imageIn = new PatchEmbedding(config, placement);
        _textIn = TextProjection.Create(config, placement);
        _timeIn = new ScalarEmbedder(config.HiddenSize, placement);
        _vectorIn = new MlpEmbedder(config.PooledTextWidth, config.HiddenSize, "in_layer", "out_layer", placement);
        _guidanceIn = config.HasGuidance ? new ScalarEmbedder(config.HiddenSize, placement) : null;
        _doubleBlocks = new([.. Enumerable.Range(0, config.DoubleBlockCount).Select(_ => new DoubleStreamBlock(config, placement))]);
        _singleBlocks = new([.. Enumerable.Range(0, config.SingleBlockCount).Select(_ => new SingleStreamBlock(config, placement))]);
        _finalLayer = new FinalLayer(config, placement);
        RegisterComponents();
    }

    /// <summary>The shape of the network.</summary>
    public TransformerConfig Config { get; }

    /// <summary>
    /// Receives <c>time_in</c>, <c>vector_in</c>, <c>guidance_in</c>, <c>vec</c>, <c>img_in</c>, <c>txt_in.*</c> (the refiner's own
    /// check points), <c>txt_in</c>, <c>double.i.img</c>, <c>double.i.txt</c>, <c>single.k</c> and <c>final_layer</c> in order of
    /// computation. Text is cut to the longest valid length of the batch; rows beyond a sample's own length are finite and mean nothing.
    /// </summary>
    public Trace? Trace { get; set; }

    /// <summary>Sets every weight to its starting value for training from nothing; the same seed gives the same bytes everywhere.</summary>
    public void InitializeForTraining(ulong seed) => InitialWeights.Fill(this, seed);

    /// <summary>The velocity of <paramref name="input"/>; the caller owns it.</summary>
    /// <exception cref="InputException">A shape does not fit the configuration, guidance is missing, or a sample has no valid text token.</exception>
    public override Tensor forward(TransformerInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        input.Check(Config);
        using var scope = NewDisposeScope();
        var lengths = TextLengths.Of(input.TextMask);
        var vector = Condition(input);                                              // [B, D]
        var image = Traced("img_in", _imageIn.call(input.Latents));                 // [B, N, D]
        var text = Traced("txt_in", ProjectText(input, lengths));                   // [B, L, D]
        var grid = Patches.GridOf(input.Latents, Config.PatchSize);
        var sequence = new TokenSequence(image.shape[1], lengths, RopeOf(grid, image.device).Rotation);

        image = RunSingleBlocks(RunDoubleBlocks(image, text, vector, sequence), vector, sequence).narrow(1, 0, sequence.ImageTokens);
        var features = Traced("final_layer", _finalLayer.call(image, vector));      // [B, N, C_out·pt·ph·pw]
        return Patches.Join(features, grid, Config.PatchSize).to(input.Latents.dtype).MoveToOuterDisposeScope();
    }

    /// <summary>The tokens that the blocks receive of a text, rows beyond its own length without meaning: <c>[B, L, E], [B], [B, L] → [B, L, D]</c>; the caller owns them.</summary>
    internal Tensor TextTokens(Tensor states, Tensor timestep, Tensor mask) => _textIn.call(states, timestep, mask);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _rope?.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Sum of the embedded time, pooled text and guidance: <c>[B, D]</c>.</summary>
    private Tensor Condition(TransformerInput input)
    {
        using var scope = NewDisposeScope();
        var vector = Traced("time_in", _timeIn.call(input.Timestep)) + Traced("vector_in", _vectorIn.call(input.PooledText));
        if (_guidanceIn is not null)
        {
            vector += Traced("guidance_in", _guidanceIn.call(input.Guidance!));
        }

        return Traced("vec", vector).MoveToOuterDisposeScope();
    }

    /// <summary>Text tokens, cut to the longest valid length: before the projection where that changes no valid token, else after it.</summary>
    private Tensor ProjectText(TransformerInput input, TextLengths lengths)
    {
        using var scope = NewDisposeScope();
        var (states, mask) = (input.TextStates, (Tensor?)input.TextMask);
        if (lengths.IsRightPadded && !_textIn.ReadsPadding)
        {
            states = states.narrow(1, 0, lengths.Longest);
            mask = lengths.AreEqual ? null : input.TextMask.narrow(1, 0, lengths.Longest);
        }

        if (_textIn is TokenRefiner refiner)
        {
            refiner.Trace = Trace is null ? null : (name, value) => Trace($"txt_in.{name}", value);
        }

        return _textIn.call(states, input.Timestep, mask).narrow(1, 0, lengths.Longest).MoveToOuterDisposeScope();
    }

    /// <summary>Runs the double blocks and joins their streams; consumes both: <c>[B, N, D], [B, L, D] → [B, S, D]</c>.</summary>
    private Tensor RunDoubleBlocks(Tensor image, Tensor text, Tensor vector, TokenSequence sequence)
    {
        using var scope = NewDisposeScope();
        for (var index = 0; index < _doubleBlocks.Count; index++)
        {
            var next = _doubleBlocks[index].call(image, text, vector, sequence);
            image.Dispose();
            text.Dispose();
            image = Traced($"double.{index}.img", next.Image);
            text = Traced($"double.{index}.txt", next.Text);
        }

        var tokens = cat([image, text], 1);
        image.Dispose();
        text.Dispose();
        return tokens.MoveToOuterDisposeScope();
    }

    /// <summary>Runs the single blocks; consumes <paramref name="tokens"/>: <c>[B, S, D] → [B, S, D]</c>.</summary>
    private Tensor RunSingleBlocks(Tensor tokens, Tensor vector, TokenSequence sequence)
    {
        using var scope = NewDisposeScope();
        for (var index = 0; index < _singleBlocks.Count; index++)
        {
            var next = _singleBlocks[index].call(tokens, vector, sequence);
            tokens.Dispose();
            tokens = Traced($"single.{index}", next);
        }

        return tokens.MoveToOuterDisposeScope();
    }

    private RopeTables RopeOf((long Time, long Height, long Width) grid, Device device)
    {
        if (_rope?.Serve(grid, device) != true)
        {
            _rope?.Dispose();
            _rope = RopeTables.Create(grid, Config.RopeAxes, Config.RopeTheta, device);
        }

        return _rope!;
    }

    private Tensor Traced(string name, Tensor value)
    {
        Trace?.Invoke(name, value);
        return value;
    }
}
