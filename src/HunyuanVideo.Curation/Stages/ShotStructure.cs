using HunyuanVideo.Curation.Decoding;
using HunyuanVideo.Curation.Frames;
using HunyuanVideo.Curation.Motion;
using HunyuanVideo.Curation.Shots;
using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Stages;

/// <summary>A view frame as the shot detector sees pictures. Source: spec curation §7.</summary>
/// <param name="signal">Its signal.</param>
internal sealed class ShotStructure(FrameSignal signal) : IShotStructure
{
    private readonly FrameSignal _signal = signal;

    /// <summary>Takes the structure of a part of a frame.</summary>
    public static ShotStructure Of(ViewFrame frame, PixelBox crop)
    {
        var planes = new byte[Thumbnail.Pixels * Thumbnail.PlaneCount];
        var half = new PixelBox(crop.X0 / 2, crop.Y0 / 2, (crop.X1 + 1) / 2, (crop.Y1 + 1) / 2);
        Scale(frame.Y, frame.Width, crop).CopyTo(planes, 0);
        Scale(frame.U, frame.ChromaWidth, half).CopyTo(planes, Thumbnail.Pixels);
        Scale(frame.V, frame.ChromaWidth, half).CopyTo(planes, 2 * Thumbnail.Pixels);
        return new ShotStructure(FrameSignal.From(planes));
    }

    /// <inheritdoc/>
    public double DistanceTo(IShotStructure other, bool isWide) =>
        Dissimilarity.Between(_signal, ((ShotStructure)other)._signal, isWide ? SearchReach.Far : SearchReach.Near);

    private static byte[] Scale(byte[] plane, int stride, PixelBox part)
    {
        var cut = new byte[part.Area];
        for (var y = 0; y < part.Height; y++)
        {
            plane.AsSpan(((part.Y0 + y) * stride) + part.X0, part.Width).CopyTo(cut.AsSpan(y * part.Width));
        }

        return AreaScaler.Down(cut, part.Width, part.Height, Thumbnail.Width, Thumbnail.Height);
    }
}
