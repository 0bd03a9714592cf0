using System.Diagnostics;
using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Tests.Audio;

/// <summary>Films with known sound, the voice model, and small films made on the spot.</summary>
internal static class Films
{
    public static FfmpegTools Tools { get; } = FfmpegTools.Find();

    public static string VoiceModel { get; } = Path.Join(Root(), "models", "curation", "vad", "silero_vad.onnx");

    public static string At(string name) => Path.Join(Root(), "tests", "data", "media", name);

    /// <summary>Runs ffmpeg to make a film.</summary>
    public static async Task MakeAsync(params string[] arguments)
    {
        using var process = Start(["-y", .. arguments]);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
    }

    /// <summary>Luma of each frame at 160 columns.</summary>
    public static async Task<List<byte[]>> LumaAsync(string name, int rows)
    {
        using var process = Start(
            "-i", "file:" + At(name), "-map", "0:v:0", "-fps_mode", "passthrough", "-vf", $"scale=160:{rows}:flags=area,format=gray", "-f", "rawvideo", "pipe:1");
        var frames = new List<byte[]>();
        while (true)
        {
            var frame = new byte[160 * rows];
            if (await process.StandardOutput.BaseStream.ReadAtLeastAsync(frame, frame.Length, throwOnEndOfStream: false, TestContext.Current.CancellationToken) < frame.Length)
            {
                return frames;
            }

            frames.Add(frame);
        }
    }

    private static Process Start(params string[] arguments) =>
        Process.Start(new ProcessStartInfo(Tools.Ffmpeg, ["-hide_banner", "-loglevel", "error", "-nostdin", .. arguments]) { RedirectStandardOutput = true })!;

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Join(folder.FullName, "hyvideo.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("hyvideo.slnx not found above the tests.");
    }
}
