using System.Diagnostics;
using HunyuanVideo.Curation.Tests.Store;
using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Tests.Running;

/// <summary>Films that no camera makes.</summary>
internal static class OddFilms
{
    /// <summary>Frames of each.</summary>
    public const int Frames = 100;

    /// <summary>A film of moving colours without B pictures, whose coded packets went through a filter.</summary>
    /// <param name="folder">Where it is written.</param>
    /// <param name="name">Its name there.</param>
    /// <param name="packetFilter">In ffmpeg's words.</param>
    public static async Task<string> OfEncodedAsync(TempFolder folder, string name, string packetFilter)
    {
        var path = folder.Join(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var process = Process.Start(
            FfmpegTools.Find().Ffmpeg,
            [
                "-nostdin", "-v", "error", "-f", "lavfi", "-i", "testsrc2=size=320x180:rate=25", "-frames:v", "100", "-c:v", "mpeg4", "-bf", "0", "-g", "20",
                "-bsf:v", packetFilter, path,
            ]);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
        return path;
    }
}
