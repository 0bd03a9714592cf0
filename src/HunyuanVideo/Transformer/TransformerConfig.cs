using System.Globalization;

namespace HunyuanVideo.Transformer;

/// <summary>Shape of one HunyuanVideo transformer. Published values: <see cref="Published"/>. Source: spec text-to-video §2.</summary>
public sealed record TransformerConfig
{
    /// <summary>Latent channels that enter.</summary>
    public required int InChannels { get; init; }

    /// <summary>Latent channels of the velocity.</summary>
    public required int OutChannels { get; init; }

    /// <summary>Model width D, in channels.</summary>
    public required int HiddenSize { get; init; }

    /// <summary>Attention heads; must divide <see cref="HiddenSize"/>.</summary>
    public required int HeadCount { get; init; }

    /// <summary>Blocks with own weights for image and text; may be 0.</summary>
    public required int DoubleBlockCount { get; init; }

    /// <summary>Blocks with one set of weights for all tokens; may be 0.</summary>
    public required int SingleBlockCount { get; init; }

    /// <summary>Blocks of the token refiner; may be 0.</summary>
    public required int RefinerBlockCount { get; init; }

    /// <summary>MLP width over <see cref="HiddenSize"/> in double and single blocks (the refiner's is always 4).</summary>
    public required double MlpRatio { get; init; }

    /// <summary>MLP activation in double and single blocks (the refiner's is always SiLU).</summary>
    public required MlpActivation MlpActivation { get; init; }

    /// <summary>Latent frames, rows and columns that make one token.</summary>
    public required (int Time, int Height, int Width) PatchSize { get; init; }

    /// <summary>RoPE channels per axis; their sum is the head width, each even.</summary>
    public required (int Time, int Height, int Width) RopeAxes { get; init; }

    /// <summary>Base of the RoPE frequencies.</summary>
    public required double RopeTheta { get; init; }

    /// <summary>Whether qkv and output projections of double blocks have biases (those of other parts always do).</summary>
    public required bool HasQkvBias { get; init; }

    /// <summary>Norm of queries and keys in double and single blocks (the refiner has none).</summary>
    public required QkNorm QkNorm { get; init; }

    /// <summary>Whether the network embeds the guidance value (distilled weights).</summary>
    public required bool HasGuidance { get; init; }

    /// <summary>What turns language model states into text tokens.</summary>
    public required TextProjectionKind TextProjection { get; init; }

    /// <summary>Whether the token refiner obeys the text mask.</summary>
    public required bool UsesTextMask { get; init; }

    /// <summary>Width E of the language model's states.</summary>
    public required int TextWidth { get; init; }

    /// <summary>Width P of the pooled text vector.</summary>
    public required int PooledTextWidth { get; init; }

    /// <summary>Width d of one head.</summary>
    public int HeadWidth => HiddenSize / HeadCount;

    /// <summary>Width M of the blocks' MLPs.</summary>
    public int MlpWidth => (int)(HiddenSize * MlpRatio);

    /// <summary>The 13B text-to-video model with embedded guidance, <c>HYVideo-T/2-cfgdistill</c>.</summary>
    public static TransformerConfig Published { get; } = new()
    {
        InChannels = 16,
        OutChannels = 16,
        HiddenSize = 3072,
        HeadCount = 24,
        DoubleBlockCount = 20,
        SingleBlockCount = 40,
        RefinerBlockCount = 2,
        MlpRatio = 4,
        MlpActivation = MlpActivation.GeluTanh,
        PatchSize = (1, 2, 2),
        RopeAxes = (16, 56, 56),
        RopeTheta = 256,
        HasQkvBias = true,
        QkNorm = QkNorm.Rms,
        HasGuidance = true,
        TextProjection = TextProjectionKind.SingleRefiner,
        UsesTextMask = true,
        TextWidth = 4096,
        PooledTextWidth = 768,
    };

    /// <summary>The same model without guidance embedder, <c>HYVideo-T/2</c>.</summary>
    public static TransformerConfig PublishedWithoutGuidance { get; } = Published with { HasGuidance = false };

    /// <summary>Reads a configuration with Tencent's or diffusers' names; those that start with <c>_</c> are passed over.</summary>
    /// <param name="json">A JSON object in UTF-8.</param>
    /// <param name="place">What messages call it: a path.</param>
    /// <exception cref="ConfigException">Not a JSON object, an unknown or missing key, a bad value or a broken rule.</exception>
    public static TransformerConfig FromJson(ReadOnlySpan<byte> json, string place) => TransformerConfigJson.Read(json, place);

    /// <summary>The configuration as an indented JSON object with Tencent's names.</summary>
    public string ToJson() => TransformerConfigJson.Write(this);

    /// <summary>Checks every rule; all faults are reported together.</summary>
    /// <exception cref="ConfigException">A rule is broken; the message names the key, its value and the mend.</exception>
    public void Validate()
    {
        var faults = new List<string>();
        RequireWithin(1, NetworkLimits.MostWidth, InChannels, "in_channels", faults);
        RequireWithin(1, NetworkLimits.MostWidth, OutChannels, "out_channels", faults);
        RequireWithin(1, NetworkLimits.MostWidth, HiddenSize, "hidden_size", faults);
        RequireWithin(1, NetworkLimits.MostWidth, HeadCount, "heads_num", faults);
        RequireWithin(0, NetworkLimits.MostLayers, DoubleBlockCount, "mm_double_blocks_depth", faults);
        RequireWithin(0, NetworkLimits.MostLayers, SingleBlockCount, "mm_single_blocks_depth", faults);
        RequireWithin(0, NetworkLimits.MostLayers, RefinerBlockCount, "refiner_depth", faults);
        RequireWithin(1, NetworkLimits.MostWidth, Math.Min(PatchSize.Time, Math.Min(PatchSize.Height, PatchSize.Width)), "patch_size", faults);
        RequireWithin(1, NetworkLimits.MostWidth, TextWidth, "text_states_dim", faults);
        RequireWithin(1, NetworkLimits.MostWidth, PooledTextWidth, "text_states_dim_2", faults);
        if (!(RopeTheta > 0 && double.IsFinite(RopeTheta)))
        {
            faults.Add($"rope_theta {RopeTheta.ToString(CultureInfo.InvariantCulture)} is not a positive number; the published value is 256.");
        }

        if (!(HiddenSize * MlpRatio is >= 1 and <= int.MaxValue))
        {
            faults.Add($"mlp_width_ratio {MlpRatio.ToString(CultureInfo.InvariantCulture)} leaves the MLP no width; the published value is 4.");
        }

        if (HiddenSize > 0 && HeadCount > 0)
        {
            CheckHeads(faults);
        }

        if (faults.Count > 0)
        {
            throw new ConfigException(string.Join(" ", faults));
        }
    }

    private void CheckHeads(List<string> faults)
    {
        if (HiddenSize % HeadCount != 0)
        {
            faults.Add($"heads_num {HeadCount} does not divide hidden_size {HiddenSize}; make hidden_size a multiple of heads_num.");
            return;
        }

        var (time, height, width) = RopeAxes;
        if (time + height + width != HeadWidth)
        {
            faults.Add(
                $"rope_dim_list [{time}, {height}, {width}] sums to {time + height + width} but the head width is {HeadWidth}; make them equal.");
        }

        if (new[] { time, height, width }.Any(part => part < 0 || part % 2 != 0))
        {
            faults.Add($"rope_dim_list [{time}, {height}, {width}] has an odd or negative part; RoPE turns pairs of channels, make every part even.");
        }
    }

    private static void RequireWithin(int least, int most, int value, string key, List<string> faults)
    {
        if (value < least)
        {
            faults.Add($"{key} {value} is too small; it must be at least {least}.");
        }
        else if (value > most)
        {
            faults.Add($"{key} {value} is too large; it must be at most {most}.");
        }
    }
}
