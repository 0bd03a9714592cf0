namespace HunyuanVideo.Media;

/// <summary>Where the ffmpeg and ffprobe executables lie.</summary>
/// <param name="Ffmpeg">Full path of ffmpeg.</param>
/// <param name="Ffprobe">Full path of ffprobe.</param>
public sealed record FfmpegTools(string Ffmpeg, string Ffprobe)
{
    /// <summary>Looks beside <paramref name="ffmpegPath"/> when given, else on PATH.</summary>
    /// <param name="ffmpegPath">Path of ffmpeg from the command line, or null.</param>
    /// <exception cref="InputException">Not found; the message says how to install it.</exception>
    public static FfmpegTools Find(string? ffmpegPath = null)
    {
        if (ffmpegPath is null)
        {
            return new FfmpegTools(OnPath("ffmpeg"), OnPath("ffprobe"));
        }

        var ffmpeg = Path.GetFullPath(ffmpegPath);
        if (!File.Exists(ffmpeg))
        {
            throw new InputException($"--ffmpeg {ffmpegPath}: no such file; give the path of the ffmpeg executable.");
        }

        var beside = Path.Join(Path.GetDirectoryName(ffmpeg), Executable("ffprobe"));
        return new FfmpegTools(ffmpeg, File.Exists(beside) ? beside : OnPath("ffprobe"));
    }

    private static string OnPath(string name)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.Select(folder => Path.Join(folder, Executable(name))).FirstOrDefault(File.Exists)
            ?? throw new InputException($"{name} was not found on PATH; install it (Debian: apt install ffmpeg) or pass --ffmpeg PATH.");
    }

    private static string Executable(string name) => OperatingSystem.IsWindows() ? name + ".exe" : name;
}
