using CsCheck;
using HunyuanVideo.Curation.Decoding;
using HunyuanVideo.Curation.Shots;

namespace HunyuanVideo.Curation.Tests.Shots;

public sealed class DissimilarityTests
{
    private static readonly Gen<byte[]> Planes = Gen.Byte.Array[Thumbnail.Pixels * Thumbnail.PlaneCount];

    [Fact]
    public void Vectors_give_the_bits_of_the_plain_search() => Gen.Select(Planes, Planes, Gen.Bool).Sample((a, b, isFar) =>
    {
        var (searched, wanted) = (FrameSignal.From(Smooth(a)).Structure, FrameSignal.From(Smooth(b)).Structure);
        var sizes = new int[Dissimilarity.BlockCount];
        var (fast, plain) = (new float[Dissimilarity.BlockCount], new float[Dissimilarity.BlockCount]);
        var reach = isFar ? SearchReach.Far : SearchReach.Near;
        BlockSearch.Sizes(wanted, sizes);
        BlockSearch.Ratios(searched, wanted, sizes, reach, plain);
        if (VectorBlockSearch.IsSupported)
        {
            VectorBlockSearch.Ratios(searched, wanted, sizes, reach, fast);
            Assert.Equal(plain, fast);
        }
    }, iter: 10);

    [Fact]
    public void Structure_is_luma_less_its_box_mean() => Planes.Sample(
        planes =>
        {
            var signal = FrameSignal.From(planes);
            var detail = PlainDetail(planes);
            var contrast = detail.Sum(Math.Abs) / detail.Length;

            Assert.Equal(contrast, signal.Contrast, 1e-3);
            Assert.All(detail.Zip(signal.Structure), pair => Assert.InRange((pair.First * 24 / Math.Max(1.2, contrast)) - (pair.Second - 128), -0.51, 0.51));
        },
        iter: 5);

    [Fact]
    public void A_picture_is_like_itself_in_another_light()
    {
        var picture = Texture(0);
        var brighter = picture.Select(value => (byte)((value / 2) + 90)).ToArray();

        Assert.Equal(0, Score(picture, picture));
        Assert.InRange(Score(picture, brighter), 0, 0.12f);
    }

    [Fact]
    public void A_moved_picture_is_found_and_another_is_not()
    {
        Assert.InRange(Score(Texture(0), Texture(5)), 0, 0.2f);
        Assert.InRange(Score(Texture(0), Texture(500)), 0.27f, 1);
        Assert.InRange(Score(Texture(0), [.. Enumerable.Repeat((byte)235, Thumbnail.Pixels * Thumbnail.PlaneCount)]), 0.7f, 1);
    }

    private static float Score(byte[] a, byte[] b) => Dissimilarity.Between(FrameSignal.From(a), FrameSignal.From(b), SearchReach.Near);

    /// <summary>Blobs of random grey, moved to the left by some pixels.</summary>
    private static byte[] Texture(int moved)
    {
        var noise = Random.Philox.For(7, "texture", 0);
        var blobs = Enumerable.Range(0, 400 * 12).Select(_ => (byte)(40 + (150 * noise.NextUniform()))).ToArray();
        var planes = new byte[Thumbnail.Pixels * Thumbnail.PlaneCount];
        for (var at = 0; at < planes.Length; at++)
        {
            var (x, y) = ((at % Thumbnail.Width) + moved, at / Thumbnail.Width % Thumbnail.Height);
            planes[at] = blobs[(y / 4 * 400) + (x / 5)];
        }

        return planes;
    }

    private static byte[] Smooth(byte[] planes) => [.. planes.Select((value, at) => (byte)((value + (3 * planes[at / 7])) / 4))];

    private static double[] PlainDetail(byte[] planes)
    {
        var detail = new double[Thumbnail.Pixels];
        for (var at = 0; at < detail.Length; at++)
        {
            var sum = 0;
            for (var near = 0; near < 169; near++)
            {
                var x = Math.Clamp((at % Thumbnail.Width) + (near % 13) - 6, 0, Thumbnail.Width - 1);
                var y = Math.Clamp((at / Thumbnail.Width) + (near / 13) - 6, 0, Thumbnail.Height - 1);
                sum += planes[(y * Thumbnail.Width) + x];
            }

            detail[at] = planes[at] - (sum / 169.0);
        }

        return detail;
    }
}
