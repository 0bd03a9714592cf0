using System.Diagnostics;
using HunyuanVideo.Curation.Tests.Store;
using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Tests.Ingest;

/// <summary>Picture files made for one test.</summary>
internal static class TestPictures
{
    /// <summary>Writes one picture that an ffmpeg source describes.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="name">Its name below; the ending need not be that of the format.</param>
    /// <param name="codec">mjpeg, png, libwebp, bmp or tiff.</param>
    /// <param name="source">A lavfi source with filters.</param>
    public static string Add(TempFolder folder, string name, string codec, string source = "testsrc2=size=320x192")
    {
        var path = folder.Join(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var start = new ProcessStartInfo(FfmpegTools.Find().Ffmpeg);
        Array.ForEach(["-nostdin", "-v", "error", "-y", "-f", "lavfi", "-i", source, "-frames:v", "1", "-c:v", codec, "-f", "image2pipe", "file:" + path], start.ArgumentList.Add);
        using var process = Process.Start(start)!;
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return path;
    }

    /// <summary>Notes in a JPEG file that the camera was held turned by a quarter.</summary>
    public static void Turn(string path)
    {
        // One entry, big-endian: tag 0x0112 (orientation), short, one value, 6.
        byte[] exif = [.. "Exif\0\0MM"u8, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0];
        var jpeg = File.ReadAllBytes(path);
        File.WriteAllBytes(path, [.. jpeg[..2], 0xFF, 0xE1, 0, (byte)(exif.Length + 2), .. exif, .. jpeg[2..]]);
    }
}
