using HunyuanVideo.Random;

namespace HunyuanVideo.Synthetic;

/// <summary>Draws scenes by anti-aliased signed distance fields. Source: spec product §3.</summary>
public static class SceneRenderer
{
    private const float CornerDarkness = 0.65f;
    private const double FlickerDepth = 0.2;
    private const int FlickersPerClip = 3;

    /// <summary>The clip of a scene; pixels are drawn at once, sound and truth when asked for.</summary>
    /// <param name="scene">What to draw.</param>
    /// <param name="size">Size of the clip.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size breaks a rule of <see cref="ClipSize.Validate"/>.</exception>
    public static ToyClip Render(Scene scene, ClipSize size)
    {
        ArgumentNullException.ThrowIfNull(scene);
        size.Validate();
        var pixels = new byte[size.ClipBytes];
        Render(scene, size, pixels);
        return new ToyClip(scene, size, pixels);
    }

    /// <summary>Draws into memory of the caller.</summary>
    /// <param name="scene">What to draw.</param>
    /// <param name="size">Size of the clip.</param>
    /// <param name="pixels">[T, H, W, 3], exactly <see cref="ClipSize.ClipBytes"/> long.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size breaks a rule of <see cref="ClipSize.Validate"/>, or <paramref name="pixels"/> has another length.</exception>
    public static void Render(Scene scene, ClipSize size, Span<byte> pixels)
    {
        ArgumentNullException.ThrowIfNull(scene);
        size.Validate();
        ArgumentOutOfRangeException.ThrowIfNotEqual(pixels.Length, size.ClipBytes);
        var backdrop = new float[size.FrameBytes];      // [H, W, 3]
        var frame = new float[size.FrameBytes];         // [H, W, 3]
        var vignette = scene.Light == Light.Vignette ? VignetteOf(size) : [];
        for (var index = 0; index < size.Frames; index++)
        {
            var progress = size.Progress(index);
            var view = View.At(scene.Camera, progress, size);
            if (index == 0 || scene.Camera != CameraMove.Static)
            {
                Backdrop.Paint(scene.Background, size, view, backdrop);
            }

            backdrop.CopyTo(frame, 0);
            foreach (var thing in scene.Things)
            {
                Draw(thing, view.Show(thing.At(progress, size), size), size, frame);
            }

            Shine(scene.Light, progress, vignette, frame);
            Quantise(frame, pixels.Slice(index * size.FrameBytes, size.FrameBytes));
        }
    }

    private static void Draw(Thing thing, Pose pose, ClipSize size, float[] frame)
    {
        var colour = Palette.Of(thing.Colour);
        var turn = PortableMath.SinCos(pose.Angle / (2 * Math.PI));
        var (sine, cosine) = ((float)turn.Sine, (float)turn.Cosine);
        var left = Math.Max(0, (int)(pose.X - pose.Radius - 1));
        var right = Math.Min(size.Width - 1, (int)(pose.X + pose.Radius + 1));
        var top = Math.Max(0, (int)(pose.Y - pose.Radius - 1));
        var bottom = Math.Min(size.Height - 1, (int)(pose.Y + pose.Radius + 1));
        for (var row = top; row <= bottom; row++)
        {
            var y = row + 0.5f - pose.Y;
            for (var column = left; column <= right; column++)
            {
                var x = column + 0.5f - pose.X;
                var distance = ShapeField.Distance(thing.Shape, (cosine * x) + (sine * y), (cosine * y) - (sine * x), pose.Radius);
                var cover = Math.Clamp(0.5f - distance, 0, 1) * pose.Visibility;
                if (cover > 0)
                {
                    Blend(frame.AsSpan(((row * size.Width) + column) * 3, 3), colour, cover);
                }
            }
        }
    }

    private static void Blend(Span<float> pixel, Rgb colour, float cover)
    {
        pixel[0] += cover * (colour.R - pixel[0]);
        pixel[1] += cover * (colour.G - pixel[1]);
        pixel[2] += cover * (colour.B - pixel[2]);
    }

    private static void Shine(Light light, double progress, float[] vignette, float[] frame)
    {
        switch (light)
        {
            case Light.Vignette:
                for (var i = 0; i < frame.Length; i++)
                {
                    frame[i] *= vignette[i / 3];
                }

                break;
            case Light.Flicker:
                var brightness = (float)(1 - (FlickerDepth * (1 - PortableMath.SinCos(FlickersPerClip * progress).Cosine)));
                for (var i = 0; i < frame.Length; i++)
                {
                    frame[i] *= brightness;
                }

                break;
            default:
                break;
        }
    }

    private static float[] VignetteOf(ClipSize size)
    {
        var vignette = new float[size.Width * size.Height];     // [H, W]
        var (middleX, middleY) = (size.Width * 0.5f, size.Height * 0.5f);
        var corner = (middleX * middleX) + (middleY * middleY);
        for (var i = 0; i < vignette.Length; i++)
        {
            var x = (i % size.Width) + 0.5f - middleX;
            var y = (i / size.Width) + 0.5f - middleY;
            vignette[i] = 1 - (CornerDarkness * (((x * x) + (y * y)) / corner));
        }

        return vignette;
    }

    private static void Quantise(float[] frame, Span<byte> pixels)
    {
        for (var i = 0; i < frame.Length; i++)
        {
            pixels[i] = (byte)(frame[i] + 0.5f);
        }
    }
}
