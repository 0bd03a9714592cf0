using HunyuanVideo.Evaluation;
using HunyuanVideo.Random;

namespace HunyuanVideo.Tests.Evaluation;

public sealed class PictureFidelityTests
{
    private const int Width = 17;
    private const int Height = 14;

    [Fact]
    public void Psnr_is_that_of_a_plain_loop()
    {
        var (picture, original) = (Noise(1), Noise(2));

        Assert.Equal(PlainPsnr(picture, original), PictureFidelity.Psnr(picture, original), 1e-10);
    }

    [Theory]
    [InlineData(1, 48.130803608679)]    // 20 · log₁₀ 255
    [InlineData(255, 0.0)]
    public void One_even_difference_has_its_textbook_psnr(byte difference, double decibels)
    {
        byte[] picture = [.. Enumerable.Repeat(difference, 300)];

        Assert.Equal(decibels, PictureFidelity.Psnr(picture, new byte[300]), 1e-9);
    }

    [Fact]
    public void Ssim_is_that_of_a_plain_loop()
    {
        var (picture, original) = (Noise(3), Noise(4));
        byte[] near = [.. original.Zip(picture, (a, b) => (byte)((7 * a) + b >> 3))];

        Assert.Equal(PlainSsim(picture, original), PictureFidelity.Ssim(picture, original, Width), 1e-10);
        Assert.Equal(PlainSsim(near, original), PictureFidelity.Ssim(near, original, Width), 1e-10);
        Assert.True(PictureFidelity.Ssim(near, original, Width) > PictureFidelity.Ssim(picture, original, Width));
    }

    [Fact]
    public void Equal_pictures_are_perfect()
    {
        var picture = Noise(5);

        Assert.Equal(1, PictureFidelity.Ssim(picture, picture, Width), 1e-12);
        Assert.Equal(double.PositiveInfinity, PictureFidelity.Psnr(picture, picture));
    }

    [Fact]
    public void Pictures_of_other_sizes_or_smaller_than_the_window_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => PictureFidelity.Psnr(new byte[6], new byte[3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => PictureFidelity.Ssim(new byte[10 * 20 * 3], new byte[10 * 20 * 3], 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => PictureFidelity.Ssim(new byte[20 * 10 * 3], new byte[20 * 10 * 3], 20));
    }

    private static byte[] Noise(ulong seed)
    {
        var random = new Philox(seed);
        return [.. Enumerable.Range(0, Height * Width * 3).Select(_ => (byte)random.NextInt(256))];
    }

    // On the scale 0…1: the same figure.
    private static double PlainPsnr(byte[] picture, byte[] original)
    {
        var sum = 0.0;
        for (var i = 0; i < picture.Length; i++)
        {
            sum += Math.Pow((picture[i] / 255.0) - (original[i] / 255.0), 2);
        }

        return -10 * Math.Log10(sum / picture.Length);
    }

    // The definition, window by window, with weighted moments about the window's own means.
    private static double PlainSsim(byte[] picture, byte[] original)
    {
        var total = 0.0;
        var count = 0;
        for (var colour = 0; colour < 3; colour++)
        {
            for (var top = 0; top <= Height - 11; top++)
            {
                for (var left = 0; left <= Width - 11; left++, count++)
                {
                    total += PlainWindow(picture, original, top, left, colour);
                }
            }
        }

        return total / count;
    }

    private static double PlainWindow(byte[] picture, byte[] original, int top, int left, int colour)
    {
        var places = Enumerable.Range(0, 121).Select(i => (Row: i / 11, Column: i % 11)).ToArray();
        double Weight((int Row, int Column) place) => Math.Exp(-(Math.Pow(place.Row - 5, 2) + Math.Pow(place.Column - 5, 2)) / (2 * 1.5 * 1.5));
        double At(byte[] pixels, (int Row, int Column) place) => pixels[((((top + place.Row) * Width) + left + place.Column) * 3) + colour];
        var sum = places.Sum(Weight);
        var meanX = places.Sum(place => Weight(place) * At(picture, place)) / sum;
        var meanY = places.Sum(place => Weight(place) * At(original, place)) / sum;
        var varianceX = places.Sum(place => Weight(place) * Math.Pow(At(picture, place) - meanX, 2)) / sum;
        var varianceY = places.Sum(place => Weight(place) * Math.Pow(At(original, place) - meanY, 2)) / sum;
        var covariance = places.Sum(place => Weight(place) * (At(picture, place) - meanX) * (At(original, place) - meanY)) / sum;
        var (c1, c2) = (Math.Pow(0.01 * 255, 2), Math.Pow(0.03 * 255, 2));
        return ((2 * meanX * meanY) + c1) * ((2 * covariance) + c2) / (((meanX * meanX) + (meanY * meanY) + c1) * (varianceX + varianceY + c2));
    }
}
