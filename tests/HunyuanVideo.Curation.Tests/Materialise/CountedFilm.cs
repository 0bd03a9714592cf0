using System.Diagnostics;
using HunyuanVideo.Curation.Materialise;
using HunyuanVideo.Curation.Policies;
using HunyuanVideo.Curation.Units;
using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Tests.Materialise;

/// <summary>A film of 100 flat pictures whose grey tells their number, at 30 pictures a second, with a tone. The left tenth is black.</summary>
internal sealed class CountedFilm : IDisposable
{
    public const int Frames = 100;
    private const int Width = 320;
    private const int Height = 180;
    private const int Rate = 30;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("materialise");

    public CountedFilm()
    {
        Path = System.IO.Path.Join(_folder.FullName, "-it's %05d \"film\".mp4");
        var start = new ProcessStartInfo(Tools.Ffmpeg);
        foreach (var argument in new[]
        {
            "-nostdin", "-v", "error", "-f", "lavfi", "-i", $"color=black:size={Width}x{Height}:rate={Rate},format=gray,geq=lum='if(lt(X,32),0,40+2*N)',format=yuv420p",
            "-f", "lavfi", "-i", "sine=frequency=440:sample_rate=44100", "-frames:v", $"{Frames}", "-t", "3.4", "-c:v", "libx264", "-crf", "5", "-bf", "2", "-g", "25", "-c:a", "aac", "file:" + Path,
        })
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    public static FfmpegTools Tools { get; } = FfmpegTools.Find();

    public static PolicyOutput Output { get; } = new() { Area = [90, 160], Fps = 24, Frames = [17, 33], Audio = "keep_if_good", LargestCropAway = 0.4 };

    public static Policy Policy { get; } = new() { Set = "tiny", Seed = 7, Rules = [], Output = Output };

    public static SetProvenance Provenance { get; } = new("hyvideo test", "ffmpeg", new Dictionary<string, string> { ["shots"] = "0123456789abcdef" });

    public string Path { get; }

    public string Folder => _folder.FullName;

    /// <summary>Seconds per tick are 1/15360, as libx264 in mp4 writes a rate of 30.</summary>
    public MaterialItem Item(int first, int frames, bool isMisplaced = false) => new()
    {
        ClipId = CurationIds.Clip("film", first, first + frames - 1),
        SourceId = "film",
        Path = Path,
        First = first,
        Pts = [.. Enumerable.Range(first, frames).Select(frame => (frame * 512L) + (isMisplaced ? 100 : 0))],
        TickSeconds = 1.0 / 15360,
        Shown = (Width, Height),
        PixelFormat = "yuv420p",
        Crop = new PixelBox(32, 0, Width, Height),
        HasAudio = true,
        AudioClass = "pure_music",
        Caption = """{"version": 1, "short": "A grey wall grows brighter."}""",
        CaptionSource = "human",
        Licence = "CC0",
        CopyGroup = $"group {first}",
    };

    public void Dispose() => _folder.Delete(recursive: true);
}
