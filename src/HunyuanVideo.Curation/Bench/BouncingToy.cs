using System.Numerics;
using HunyuanVideo.Curation.Audio;
using HunyuanVideo.Random;
using HunyuanVideo.Synthetic;

namespace HunyuanVideo.Curation.Bench;

/// <summary>A thing that bounces in the toy world, heard and seen. Its sound can be laid later or earlier.</summary>
internal sealed class BouncingToy
{
    private const double Seconds = 4;
    private const double FramesPerSecond = 25;
    private static readonly ClipSize Size = new(64, 48, (int)(Seconds * FramesPerSecond), FramesPerSecond);

    private readonly ToyClip _clip;

    public BouncingToy(ulong seed)
    {
        var random = Philox.For(seed, "bounces");
        var thing = new Thing(
            (Shape)random.NextInt(6), (ThingColour)random.NextInt(3), ThingSize.Medium, Synthetic.Motion.Bounces,
            new((float)random.NextUniform(), (float)random.NextUniform()), Travel(random), 0, 0, 0);
        _clip = SceneRenderer.Render(new Scene(SceneLevel.Level1, [thing], Background.Plain(BackgroundColour.Black), CameraMove.Static, Light.Even), Size);
    }

    public IReadOnlyList<Onset> Onsets => _clip.Truth().Onsets;

    /// <summary>Mean |ΔY| of each pair of frames.</summary>
    public TimedSeries LumaChange
    {
        get
        {
            var luma = Enumerable.Range(0, Size.Frames).Select(Luma).ToArray();
            return new(
                [.. Enumerable.Range(0, Size.Frames - 1).Select(pair => (pair + 0.5) / FramesPerSecond)],
                [.. luma.Zip(luma.Skip(1), (before, after) => before.Zip(after, (a, b) => Math.Abs(b - a)).Average())]);
        }
    }

    /// <summary>The clip's sound, <paramref name="lag"/> seconds late.</summary>
    public float[] Sound(double lag)
    {
        var sound = _clip.RenderAudio();
        var shift = (int)Math.Round(lag * SoundStudio.Rate);
        return [.. Enumerable.Range(0, sound.Length).Select(i => i - shift >= 0 && i - shift < sound.Length ? sound[i - shift] : 0)];
    }

    private static Vector2 Travel(Philox random) => new(
        (float)((random.NextInt(2) == 0 ? -1 : 1) * (2 + (3 * random.NextUniform()))),
        (float)((random.NextInt(2) == 0 ? -1 : 1) * (1 + (3 * random.NextUniform()))));

    private double[] Luma(int frame)
    {
        var pixels = _clip.Pixels.AsSpan(frame * Size.FrameBytes, Size.FrameBytes);
        var luma = new double[Size.Width * Size.Height];
        for (var i = 0; i < luma.Length; i++)
        {
            luma[i] = (0.2126 * pixels[3 * i]) + (0.7152 * pixels[(3 * i) + 1]) + (0.0722 * pixels[(3 * i) + 2]);
        }

        return luma;
    }
}
