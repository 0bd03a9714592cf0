using HunyuanVideo.Transformer;

namespace HunyuanVideo.Training.Planning;

/// <summary>
/// Arithmetic of the diffusion transformer: 24 h² for each token and block (with an MLP of 4 h), and 4 L h for the
/// attention among L tokens. Embeddings and modulations are left out: they are per sample or thin. Source: spec training §14.3.
/// </summary>
internal static class TransformerWork
{
    private const double RefinerMlpRatio = 4;

    /// <summary>Work of a batch.</summary>
    /// <param name="config">The network.</param>
    /// <param name="batch">Samples.</param>
    /// <param name="imageTokens">Tokens of the latents of each.</param>
    /// <param name="textTokens">Tokens of the text of each.</param>
    /// <param name="passes">Passes forward that the update is worth.</param>
    /// <param name="options">What blocks keep.</param>
    public static StepWork Of(TransformerConfig config, int batch, double imageTokens, double textTokens, double passes, PlanOptions options)
    {
        var (h, blocks, tokens) = ((double)config.HiddenSize, config.DoubleBlockCount + config.SingleBlockCount, imageTokens + textTokens);
        var perSample = (blocks * Block(h, config.MlpRatio, tokens)) + (config.RefinerBlockCount * Block(h, RefinerMlpRatio, textTokens));
        var places = h * ((blocks * tokens) + (config.RefinerBlockCount * textTokens));
        return new StepWork(batch * perSample, passes, batch * places * options.KeptInBlock, batch * places * options.KeptFloatsInBlock);
    }

    /// <summary>Work of a batch of texts in the text projection alone.</summary>
    public static StepWork OfText(TransformerConfig config, int batch, double textTokens, double passes, PlanOptions options) =>
        Of(config with { DoubleBlockCount = 0, SingleBlockCount = 0 }, batch, imageTokens: 0, textTokens, passes, options);

    /// <summary>Tokens of a clip of latents.</summary>
    public static double Tokens(TransformerConfig config, long latentFrames, long latentSide) =>
        latentFrames / (double)config.PatchSize.Time * (latentSide / (double)config.PatchSize.Height) * (latentSide / (double)config.PatchSize.Width);

    // Queries, keys, values and projection: 4 h² weights a token; the MLP: 2 · ratio · h².
    private static double Block(double h, double mlpRatio, double tokens) =>
        (2 * (4 + (2 * mlpRatio)) * h * h * tokens) + (4 * tokens * tokens * h);
}
