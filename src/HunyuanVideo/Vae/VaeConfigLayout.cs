namespace HunyuanVideo.Vae;

/// <summary>Which of the two published namings a <c>config.json</c> follows. Source: spec vae §2.</summary>
public enum VaeConfigLayout
{
    /// <summary>The original release.</summary>
    Tencent,

    /// <summary>The Hugging Face port.</summary>
    Diffusers,
}
