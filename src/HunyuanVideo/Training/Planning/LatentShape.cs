namespace HunyuanVideo.Training.Planning;

/// <summary>Sizes of a batch of latents with texts.</summary>
/// <param name="Batch">Samples.</param>
/// <param name="Channels">Latent channels.</param>
/// <param name="Frames">Latent frames.</param>
/// <param name="Side">Latent rows and columns.</param>
/// <param name="TextTokens">Tokens of the longest text.</param>
internal sealed record LatentShape(int Batch, int Channels, long Frames, long Side, long TextTokens);
