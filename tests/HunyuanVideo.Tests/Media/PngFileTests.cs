using HunyuanVideo.Media;

namespace HunyuanVideo.Tests.Media;

public sealed class PngFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hyvideo-png-").FullName;

    [Fact]
    public void What_was_written_is_read_back()
    {
        var path = Path.Join(_folder, "picture.png");
        byte[] rgb = [.. Enumerable.Range(0, 5 * 7 * 3).Select(i => (byte)(i * 37))];

        PngFile.Write(path, rgb, width: 5, height: 7);
        var picture = PngFile.Read(path);

        Assert.Equal((5, 7), (picture.Width, picture.Height));
        Assert.Equal(rgb, picture.Pixels);
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void Where_a_picture_cannot_be_put_nothing_is_left()
    {
        var folder = Directory.CreateDirectory(Path.Join(_folder, "taken.png")).FullName;

        Assert.ThrowsAny<Exception>(() => PngFile.Write(folder, new byte[3], width: 1, height: 1));

        Assert.Equal([folder], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        Assert.Contains("nothing.png", Assert.Throws<InputException>(() => PngFile.Read(Path.Join(_folder, "nothing.png"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_picture_is_refused()
    {
        var path = Path.Join(_folder, "text.png");
        File.WriteAllText(path, "not a picture");

        Assert.Throws<InputException>(() => PngFile.Read(path));
    }

    [Fact]
    public void A_truncated_file_is_refused()
    {
        var path = Path.Join(_folder, "short.png");
        PngFile.Write(path, new byte[64 * 64 * 3], 64, 64);
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..60]);

        Assert.Throws<InputException>(() => PngFile.Read(path));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
