using HunyuanVideo.Curation.Alike;
using HunyuanVideo.Curation.Frames;
using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Tests.Alike;

public sealed class LookAnalyserTests
{
    private static readonly LookMotion Moving = new() { Directions = [.. Enumerable.Range(1, 16).Select(i => i / 200f)], Zoom = 4, PanX = 5, PanY = -2, FrozenShare = 0.1f };

    [Fact]
    public void A_clip_has_a_vector_of_unit_length_and_four_signatures_a_second()
    {
        var row = Measure(new Footage(1, 0, isStatic: false), 24, 3.5, frame => frame, LookMotion.None);

        Assert.Equal(256, row.Vector.Length);
        Assert.Equal(1, row.Vector.Sum(value => (double)value * value), 1e-5);
        Assert.All(row.Vector[^20..], value => Assert.Equal(0, value));
        Assert.Equal(14, row.Signature.Length);
        Assert.Equal(("look", 4f), (row.Space, row.SignatureFps));
    }

    [Fact]
    public void Rates_of_24_30_and_mixed_frames_give_nearly_the_same_row()
    {
        var footage = new Footage(2, 0, isStatic: false);
        var row = Measure(footage, 24, 4, frame => frame, LookMotion.None);

        var other = Measure(footage, 30, 4, frame => frame, LookMotion.None);

        Assert.Equal(row.Signature.Length, other.Signature.Length);
        Assert.True(row.Signature.Zip(other.Signature, FrameSignature.Distance).Average() < 4);
        Assert.True(Cosine(row.Vector, other.Vector) > 0.998);
    }

    [Fact]
    public void The_mirror_of_a_vector_is_the_vector_of_the_mirrored_clip()
    {
        var footage = new Footage(3, 0, isStatic: false);
        var mirroredMotion = Moving with
        {
            PanX = -Moving.PanX,
            Directions = [.. Enumerable.Range(0, 16).Select(i => Moving.Directions[i / 8 * 8 + (12 - i % 8) % 8])],
        };

        var expected = Measure(footage, 24, 2, Mirror, mirroredMotion);
        var row = Measure(footage, 24, 2, frame => frame, Moving);

        Assert.Equal(1, Cosine(expected.Vector, LookVector.Mirror(row.Vector)), 1e-4);
        Assert.True(Cosine(expected.Vector, row.Vector) < 0.98);
        Assert.True(expected.Signature.Zip(row.Signature, (a, b) => FrameSignature.Distance(a, FrameSignature.Mirror(b))).Average() <= 6);   // bits between zero and the median
    }

    [Fact]
    public void Borders_outside_the_box_do_not_matter()
    {
        var footage = new Footage(4, 0, isStatic: false);
        var plain = Measure(footage, 24, 2, frame => frame, LookMotion.None);

        var framed = Measure(footage, 24, 2, Framed, LookMotion.None, new PixelBox(16, 8, 176, 98), 192, 106);

        Assert.True(plain.Signature.Zip(framed.Signature, FrameSignature.Distance).Average() <= 1);
        Assert.True(Cosine(plain.Vector, framed.Vector) > 0.999);
    }

    [Fact]
    public void Little_motion_weighs_little()
    {
        var footage = new Footage(5, 0, isStatic: true);
        var still = Measure(footage, 24, 2, frame => frame, LookMotion.None);

        var trembling = Measure(footage, 24, 2, frame => frame, new LookMotion { PanX = 0.05f });
        var moving = Measure(footage, 24, 2, frame => frame, Moving);

        Assert.True(Cosine(still.Vector, trembling.Vector) > 0.9999);
        Assert.True(Cosine(still.Vector, moving.Vector) < 0.96);
    }

    [Fact]
    public void A_flat_picture_has_the_signature_0_and_one_frame_is_enough()
    {
        var grey = new ViewFrame(0, 0, 63, 35, [.. Enumerable.Range(0, 63 * 35).Select(i => (byte)(100 + i % 2))], [.. Enumerable.Repeat((byte)128, 32 * 18)], [.. Enumerable.Repeat((byte)128, 32 * 18)]);
        var analyser = new LookAnalyser(new AnalysedClip("still", "source", 0, 0, 63, 35, 0, 0), new LookOptions());
        analyser.Add(grey);

        var row = analyser.Finish(new PixelBox(0, 0, 63, 35), LookMotion.None);

        Assert.Equal([0UL], row.Signature);
        Assert.All(row.Vector, value => Assert.True(float.IsFinite(value)));
    }

    private static EmbeddingRow Measure(
        Footage footage, double rate, double seconds, Func<ViewFrame, ViewFrame> change, LookMotion motion, PixelBox? box = null, int width = 160, int height = 90)
    {
        var frames = (int)Math.Round(seconds * rate);
        var analyser = new LookAnalyser(new AnalysedClip("clip", "source", 10, 9 + frames, width, height, rate, seconds), new LookOptions());
        for (var i = 0; i < frames; i++)
        {
            analyser.Add(change(footage.Render(10 + i, i / rate, 160, 90)));
        }

        return analyser.Finish(box ?? new PixelBox(0, 0, width, height), motion);
    }

    private static ViewFrame Mirror(ViewFrame frame) => frame with { Y = Mirror(frame.Y, frame.Width), U = Mirror(frame.U, frame.ChromaWidth), V = Mirror(frame.V, frame.ChromaWidth) };

    private static byte[] Mirror(byte[] plane, int width) => [.. plane.Select((_, i) => plane[i / width * width + width - 1 - i % width])];

    private static ViewFrame Framed(ViewFrame frame) => frame with
    {
        Width = 192,
        Height = 106,
        Y = Framed(frame.Y, 160, 90, 16, 8, 16),
        U = Framed(frame.U, 80, 45, 8, 4, 128),
        V = Framed(frame.V, 80, 45, 8, 4, 128),
    };

    private static byte[] Framed(byte[] plane, int width, int height, int left, int top, byte value)
    {
        var wide = width + 2 * left;
        return [.. Enumerable.Range(0, wide * (height + 2 * top)).Select(i =>
            i % wide - left is var x && i / wide - top is var y && x >= 0 && x < width && y >= 0 && y < height ? plane[y * width + x] : value)];
    }

    private static double Cosine(float[] left, float[] right) => left.Zip(right, (a, b) => (double)a * b).Sum();
}
