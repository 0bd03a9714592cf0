using HunyuanVideo.Curation.Frames;
using HunyuanVideo.Curation.Plugins;
using HunyuanVideo.Curation.Text;
using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Tests.Plugins;

public sealed class PictureTensorTests
{
    private static readonly RgbPicture TwoPixels = new([10, 20, 30, 40, 50, 60], 2, 1);

    [Theory]
    [InlineData(PictureLayout.Nchw, new[] { 10f, 40, 20, 50, 30, 60, 10, 40, 20, 50, 30, 60 }, new[] { 2, 3, 1, 2 })]
    [InlineData(PictureLayout.Nhwc, new[] { 10f, 20, 30, 40, 50, 60, 10, 20, 30, 40, 50, 60 }, new[] { 2, 1, 2, 3 })]
    [InlineData(PictureLayout.Ntchw, new[] { 10f, 40, 20, 50, 30, 60, 10, 40, 20, 50, 30, 60 }, new[] { 1, 2, 3, 1, 2 })]
    [InlineData(PictureLayout.Ncthw, new[] { 10f, 40, 10, 40, 20, 50, 20, 50, 30, 60, 30, 60 }, new[] { 1, 3, 2, 1, 2 })]
    [InlineData(PictureLayout.Nthwc, new[] { 10f, 20, 30, 40, 50, 60, 10, 20, 30, 40, 50, 60 }, new[] { 1, 2, 1, 2, 3 })]
    public void Every_layout_puts_each_number_in_its_place(PictureLayout layout, float[] values, int[] shape)
    {
        var tensor = PictureTensor.From([TwoPixels, TwoPixels], new PictureFormat { Width = 2, Height = 1, Layout = layout, Scale = 1 });

        Assert.Equal(values, tensor.Values);
        Assert.Equal(shape, tensor.Shape);
    }

    [Fact]
    public void Mean_and_std_follow_the_models_order_of_colours()
    {
        var format = new PictureFormat { Width = 2, Height = 1, Bgr = true, Scale = 1, Mean = [30, 20, 10], Std = [1, 2, 3] };

        var tensor = PictureTensor.From([TwoPixels], format);

        Assert.Equal([0f, 30, 0, 15, 0, 10], tensor.Values);
    }

    [Fact]
    public void Padding_lies_right_and_below()
    {
        var tensor = PictureTensor.From([PluginFolder.Plain(8, 4, 200, 200, 200)], new PictureFormat { Width = 4, Height = 4, Scale = 1, Fit = PictureFit.Pad, Padding = 114 });

        Assert.Equal([200f, 200, 200, 200, 200, 200, 200, 200, 114, 114, 114, 114, 114, 114, 114, 114], tensor.Values[..16]);
    }

    [Fact]
    public void A_crop_keeps_the_middle()
    {
        var picture = new RgbPicture([.. Enumerable.Range(0, 8 * 4).SelectMany(i => Enumerable.Repeat((byte)(i % 8), 3))], 8, 4);

        var tensor = PictureTensor.From([picture], new PictureFormat { Width = 4, Height = 4, Scale = 1, Fit = PictureFit.Crop });

        Assert.Equal([2f, 3, 4, 5], tensor.Values[..4]);
    }

    [Theory]
    [InlineData(1, 5000)]
    [InlineData(5000, 1)]
    public void A_thin_picture_takes_no_more_memory_than_its_format_allows(int width, int height)
    {
        var picture = PluginFolder.Plain(width, height, 7, 7, 7);
        var format = new PictureFormat { Width = 224, Height = 224, Scale = 1, Fit = PictureFit.Crop };
        var before = GC.GetAllocatedBytesForCurrentThread();

        var tensor = PictureTensor.From([picture], format);
        var patches = Dover.Patches(format, new DoverOptions(), "clip", picture);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 << 20);      // 224 × 224 × 5000 pixels are 3 GB
        Assert.All(tensor.Values.Concat(patches), value => Assert.Equal(7, value, 0.01f));
    }

    [Fact]
    public void Both_kernels_keep_a_slope_a_slope()
    {
        var picture = new RgbPicture([.. Enumerable.Range(0, 64 * 2).SelectMany(i => Enumerable.Repeat((byte)(2 * (i % 64)), 3))], 64, 2);
        foreach (var kernel in Enum.GetValues<PictureKernel>())
        {
            var tensor = PictureTensor.From([picture], new PictureFormat { Width = 16, Height = 2, Scale = 1, Kernel = kernel });

            Assert.All(Enumerable.Range(2, 12), x => Assert.Equal(8 * x + 3, tensor.Values[x], 0.01f));
        }
    }

    [Fact]
    public void View_frames_become_the_colours_they_show()
    {
        var frame = new ViewFrame(0, 0, 2, 2, [235, 16, 63, 63], [102], [240]);   // BT.709: (63, 102, 240) is pure red

        var picture = PicturePart.Cut(ViewColours.ToRgb(frame), new(0, 1, 2, 2));

        Assert.Equal((2, 1), (picture.Width, picture.Height));
        Assert.InRange(picture.Pixels[0], 253, 255);
        Assert.InRange(picture.Pixels[1], 0, 2);
        Assert.InRange(picture.Pixels[2], 0, 2);
    }
}
