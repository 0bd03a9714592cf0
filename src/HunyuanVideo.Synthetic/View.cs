using HunyuanVideo.Random;

namespace HunyuanVideo.Synthetic;

/// <summary>The camera in one frame: frame point p shows world point <c>middle + (p − middle) / Zoom + (X, Y)</c>.</summary>
/// <param name="X">Shift of the camera to the right, pixels.</param>
/// <param name="Y">Shift of the camera downwards, pixels.</param>
/// <param name="Zoom">Magnification.</param>
public readonly record struct View(float X, float Y, float Zoom)
{
    private const double Shift = 0.25;
    private const double Magnification = 1.35;
    private static readonly double LogOfMagnification = PortableMath.Log(Magnification);

    /// <summary>The camera at a place in the clip: a shift by a quarter of the side, or a zoom between 1 and 1.35.</summary>
    public static View At(CameraMove move, double progress, ClipSize size)
    {
        var shift = Shift * (progress - 0.5);
        return move switch
        {
            CameraMove.PanLeft => new((float)(-shift * size.Width), 0, 1),
            CameraMove.PanRight => new((float)(shift * size.Width), 0, 1),
            CameraMove.TiltUp => new(0, (float)(-shift * size.Height), 1),
            CameraMove.TiltDown => new(0, (float)(shift * size.Height), 1),
            CameraMove.ZoomIn => new(0, 0, Zoomed(progress)),
            CameraMove.ZoomOut => new(0, 0, Zoomed(1 - progress)),
            _ => new(0, 0, 1),
        };
    }

    private static float Zoomed(double progress) => (float)PortableMath.Exp(progress * LogOfMagnification);

    /// <summary>The pose as the frame shows it.</summary>
    public Pose Show(Pose pose, ClipSize size)
    {
        var (middleX, middleY) = (size.Width * 0.5f, size.Height * 0.5f);
        return pose with
        {
            X = middleX + ((pose.X - X - middleX) * Zoom),
            Y = middleY + ((pose.Y - Y - middleY) * Zoom),
            Radius = pose.Radius * Zoom,
        };
    }
}
