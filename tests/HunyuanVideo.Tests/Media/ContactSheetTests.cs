using HunyuanVideo.Media;

namespace HunyuanVideo.Tests.Media;

public sealed class ContactSheetTests
{
    [Fact]
    public void Frames_stand_side_by_side_from_the_first_to_the_last()
    {
        var clip = new SheetClip(Frames(5, 4, 6), 5, 4, 6, "");

        var sheet = ContactSheet.Compose([clip, clip], columns: 3, scale: 2);

        Assert.Equal((6 + 36 + 4 + 6, 6 + 8 + 6 + 8 + 6), (sheet.Width, sheet.Height));
        Assert.Equal((0, 20, 40), (RedAt(sheet, 6), RedAt(sheet, 20), RedAt(sheet, 34)));
    }

    [Fact]
    public void Captions_make_a_row_higher()
    {
        var frames = Frames(5, 64, 64);

        var bare = ContactSheet.Compose([new(frames, 5, 64, 64, "")], columns: 5);
        var captioned = ContactSheet.Compose([new(frames, 5, 64, 64, "a red circle moves to the right")], columns: 5);

        Assert.Equal(bare.Width, captioned.Width);
        Assert.True(captioned.Height > bare.Height);
    }

    [Fact]
    public void A_clip_of_another_size_than_promised_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => ContactSheet.Compose([new(Frames(5, 4, 6), 6, 4, 6, "x")], columns: 3));

        Assert.Contains("[6, 4, 6, 3]", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(9)]
    public void A_thinned_row_looks_the_same(int columns)
    {
        var clip = new SheetClip(Frames(7, 4, 6), 7, 4, 6, "x");

        var thin = clip.Thin(columns);

        Assert.Equal(Math.Min(columns, 7), thin.Frames);
        Assert.Equal(ContactSheet.Compose([clip], columns).Pixels, ContactSheet.Compose([thin], columns).Pixels);
    }

    private static int RedAt(RgbPicture sheet, int column) => sheet.Pixels[((7 * sheet.Width) + column) * 3];

    private static byte[] Frames(int frames, int height, int width) =>
        [.. Enumerable.Range(0, frames).SelectMany(frame => Enumerable.Repeat((byte)(frame * 10), height * width * 3))];
}
