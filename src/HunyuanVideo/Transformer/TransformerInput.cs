using static TorchSharp.torch;

namespace HunyuanVideo.Transformer;

/// <summary>What one evaluation of the transformer needs; every tensor stays the caller's. Any floating type will do.</summary>
/// <param name="Latents">Noisy latents <c>[B, C, T, H, W]</c>; T, H, W are multiples of the patch.</param>
/// <param name="Timestep">1000·σ per sample, <c>[B]</c>; never rounded to an integer.</param>
/// <param name="TextStates">Language model states <c>[B, L, E]</c>.</param>
/// <param name="TextMask">Nonzero where a text token is valid, <c>[B, L]</c>, padded on the right, at least one valid token a sample.</param>
/// <param name="PooledText">Pooled text vector <c>[B, P]</c>.</param>
/// <param name="Guidance">1000·w per sample, <c>[B]</c>; needed if the network embeds guidance, else passed over.</param>
public sealed record TransformerInput(
    Tensor Latents, Tensor Timestep, Tensor TextStates, Tensor TextMask, Tensor PooledText, Tensor? Guidance)
{
    /// <summary>Checks every shape against <paramref name="config"/>; all faults are reported together.</summary>
    /// <exception cref="InputException">A shape does not fit, or the guidance is missing.</exception>
    internal void Check(TransformerConfig config)
    {
        var faults = new List<string>();
        var (patchTime, patchHeight, patchWidth) = config.PatchSize;
        var batch = Latents.shape[0];
        if (Latents.dim() != 5 || Latents.shape[1] != config.InChannels
            || Latents.shape[2] % patchTime != 0 || Latents.shape[3] % patchHeight != 0 || Latents.shape[4] % patchWidth != 0)
        {
            faults.Add(
                $"latents are {Show(Latents)}; give [B, {config.InChannels}, T, H, W] with T, H, W multiples of {patchTime}, {patchHeight}, {patchWidth}.");
        }

        Expect(Timestep, "timestep", faults, batch);
        Expect(PooledText, "pooled text", faults, batch, config.PooledTextWidth);
        var tokens = TextStates.dim() == 3 ? TextStates.shape[1] : 0;
        Expect(TextStates, "text states", faults, batch, tokens, config.TextWidth);
        Expect(TextMask, "text mask", faults, batch, tokens);
        if (config.HasGuidance && Guidance is null)
        {
            faults.Add("guidance is missing; this network embeds it, give 1000 times the guidance scale per sample.");
        }

        if (config.HasGuidance && Guidance is not null)
        {
            Expect(Guidance, "guidance", faults, batch);
        }

        if (faults.Count > 0)
        {
            throw new InputException(string.Join(" ", faults));
        }
    }

    private static void Expect(Tensor value, string name, List<string> faults, params ReadOnlySpan<long> shape)
    {
        if (!value.shape.AsSpan().SequenceEqual(shape))
        {
            faults.Add($"{name}: shape is {Show(value)} instead of [{string.Join(", ", shape.ToArray())}].");
        }
    }

    private static string Show(Tensor value) => $"[{string.Join(", ", value.shape)}]";
}
