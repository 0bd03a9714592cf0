using static TorchSharp.torch;

namespace HunyuanVideo.Transformer;

/// <summary>
/// Cuts latents into tokens and puts tokens together again. Tokens run over time, height, width (width fastest);
/// features of one token run over channel, frame, row, column (channel slowest). Source: spec text-to-video §3.1, §3.9.
/// </summary>
internal static class Patches
{
    /// <summary><c>[B, C, T, H, W] → [B, N, C·pt·ph·pw]</c>; every size must be a multiple of the patch.</summary>
    public static Tensor Cut(Tensor latents, (int Time, int Height, int Width) patch)
    {
        using var scope = NewDisposeScope();
        var (batch, channels) = (latents.shape[0], latents.shape[1]);
        var grid = GridOf(latents, patch);
        return latents
            .reshape(batch, channels, grid.Time, patch.Time, grid.Height, patch.Height, grid.Width, patch.Width)
            .permute(0, 2, 4, 6, 1, 3, 5, 7)                                        // [B, t', h', w', C, pt, ph, pw]
            .reshape(batch, grid.Time * grid.Height * grid.Width, -1)
            .MoveToOuterDisposeScope();
    }

    /// <summary><c>[B, N, C·pt·ph·pw] → [B, C, T, H, W]</c>.</summary>
    public static Tensor Join(Tensor tokens, (long Time, long Height, long Width) grid, (int Time, int Height, int Width) patch)
    {
        using var scope = NewDisposeScope();
        var batch = tokens.shape[0];
        return tokens
            .reshape(batch, grid.Time, grid.Height, grid.Width, -1, patch.Time, patch.Height, patch.Width)
            .permute(0, 4, 1, 5, 2, 6, 3, 7)                                        // [B, C, t', pt, h', ph, w', pw]
            .reshape(batch, -1, grid.Time * patch.Time, grid.Height * patch.Height, grid.Width * patch.Width)
            .MoveToOuterDisposeScope();
    }

    /// <summary>Tokens along each axis of <paramref name="latents"/>.</summary>
    public static (long Time, long Height, long Width) GridOf(Tensor latents, (int Time, int Height, int Width) patch) =>
        (latents.shape[2] / patch.Time, latents.shape[3] / patch.Height, latents.shape[4] / patch.Width);
}
