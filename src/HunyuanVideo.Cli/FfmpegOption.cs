using System.CommandLine;

namespace HunyuanVideo.Cli;

/// <summary>The option <c>--ffmpeg</c>.</summary>
internal static class FfmpegOption
{
    public static Option<string?> Create() => new("--ffmpeg") { Description = "Path of ffmpeg; ffprobe lies beside it. Default: as on PATH.", HelpName = "PATH" };
}
