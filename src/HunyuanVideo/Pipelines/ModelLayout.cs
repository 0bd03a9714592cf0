namespace HunyuanVideo.Pipelines;

/// <summary>Names of the folders of a model in the published layout. Source: spec product §5.</summary>
internal static class ModelLayout
{
    /// <summary>The diffusion transformer.</summary>
    public const string Transformer = "transformer";

    /// <summary>The causal 3D VAE.</summary>
    public const string Vae = "vae";

    /// <summary>The decoder-only text encoder.</summary>
    public const string Text = "text_encoder";

    /// <summary>CLIP's text encoder, of which the pooled output counts.</summary>
    public const string PooledText = "text_encoder_2";

    /// <summary>The decoder's tokenizer.</summary>
    public const string Tokenizer = "tokenizer";

    /// <summary>CLIP's tokenizer.</summary>
    public const string PooledTokenizer = "tokenizer_2";

    /// <summary>Everything a transformer is trained on top of.</summary>
    public static IReadOnlyList<string> BeforeTransformer { get; } = [Vae, Text, PooledText, Tokenizer, PooledTokenizer];
}
