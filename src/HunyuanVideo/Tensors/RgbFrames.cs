using static TorchSharp.torch;

namespace HunyuanVideo.Tensors;

/// <summary>Between video tensors and 8-bit RGB frames. Source: spec vae §6.</summary>
public static class RgbFrames
{
    /// <summary>One frame as bytes: round(255·clamp(v/2 + 1/2, 0, 1)), rows from the top.</summary>
    /// <param name="frame"><c>[3, H, W]</c> in −1…1, any float type; stays the caller's.</param>
    /// <returns>H × W × 3 bytes.</returns>
    public static byte[] ToBytes(Tensor frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var pixels = ((frame.to(float32) / 2) + 0.5).clamp(0, 1) * 255;          // [3, H, W]
        var bytes = pixels.round().to(uint8).permute(1, 2, 0).contiguous().cpu(); // [H, W, 3]
        return bytes.data<byte>().ToArray();
    }

    /// <summary>A whole video as bytes, frame after frame.</summary>
    /// <param name="video"><c>[3, F, H, W]</c> in −1…1, any float type; stays the caller's.</param>
    /// <returns>F × H × W × 3 bytes.</returns>
    public static byte[] VideoToBytes(Tensor video)
    {
        ArgumentNullException.ThrowIfNull(video);
        using var scope = NewDisposeScope();
        return [.. video.unbind(1).SelectMany(ToBytes)];
    }

    /// <summary>Frames of bytes as a video: v = byte/127.5 − 1.</summary>
    /// <param name="frames">H × W × 3 bytes each, all of one size.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <returns>float32 <c>[1, 3, F, H, W]</c> in −1…1, owned by the caller.</returns>
    public static Tensor ToVideo(IReadOnlyList<byte[]> frames, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(frames);
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var planes = frames.Select(frame => tensor(frame, [height, width, 3]));    // [H, W, 3] each
        var video = (stack(planes).to(float32) / 127.5) - 1;                       // [F, H, W, 3]
        return video.permute(3, 0, 1, 2).unsqueeze(0).contiguous().MoveToOuterDisposeScope();
    }
}
