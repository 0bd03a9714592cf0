namespace HunyuanVideo.Synthetic;

/// <summary>A drawn scene: pixels, and on demand sound, captions and truth. Source: spec product §3.</summary>
public sealed class ToyClip
{
    internal ToyClip(Scene scene, ClipSize size, byte[] pixels)
    {
        Scene = scene;
        Size = size;
        Pixels = pixels;
    }

    /// <summary>What was drawn.</summary>
    public Scene Scene { get; }

    /// <summary>Size in pixels and frames.</summary>
    public ClipSize Size { get; }

    /// <summary>[T, H, W, 3] row-major, sRGB; the caller's to keep.</summary>
    public byte[] Pixels { get; }

    /// <summary>The plainest caption of the scene's level.</summary>
    public string Caption => CaptionWriter.Plain(Scene);

    /// <summary>The caption as fields.</summary>
    public StructuredCaption StructuredCaption => StructuredCaption.Of(Scene);

    /// <summary>Mono sound, 48 kHz, −1 … 1, as long as the pictures.</summary>
    public float[] RenderAudio() => StruckTones.Render(Scene, Size);

    /// <summary>Where everything is in every frame, and when it sounds.</summary>
    public ClipTruth Truth() => ClipTruth.Of(Scene, Size);
}
