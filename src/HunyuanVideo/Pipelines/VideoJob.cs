namespace HunyuanVideo.Pipelines;

/// <summary>One video to make, and where it goes.</summary>
/// <param name="Options">What to make.</param>
/// <param name="Path">Its file: <c>.mp4</c>, or <c>.png</c> for one frame.</param>
/// <param name="Overwrite">Whether existing files may be replaced.</param>
/// <param name="KeepLatents">Whether the latents file stays after success.</param>
public sealed record VideoJob(GenerationOptions Options, string Path, bool Overwrite, bool KeepLatents)
{
    /// <summary>Ending of a video's name.</summary>
    public const string VideoEnding = ".mp4";

    /// <summary>Ending of a picture's name.</summary>
    public const string PictureEnding = ".png";

    /// <summary>Where the record lies: beside the video, with the ending <c>.json</c>.</summary>
    public string RecordPath => RecordPathOf(Path);

    /// <summary>Where the latents lie until the video is whole.</summary>
    public string LatentsPath => LatentsPathOf(Path);

    /// <summary>The ending that <paramref name="frames"/> ask for.</summary>
    public static string EndingFor(int frames) => frames == 1 ? PictureEnding : VideoEnding;

    /// <summary>Where the record of the video at <paramref name="path"/> lies.</summary>
    public static string RecordPathOf(string path) => System.IO.Path.ChangeExtension(path, ".json");

    /// <summary>Where the latents of the video at <paramref name="path"/> lie until it is whole.</summary>
    public static string LatentsPathOf(string path) => System.IO.Path.ChangeExtension(path, null) + LatentsFile.Ending;

    /// <summary>Why a file in the way ends the work.</summary>
    public static string RefusalOf(string path) => $"{path}: exists already; pass --force to replace it, or another --out.";

    /// <summary>
    /// Files that a video at <paramref name="path"/> would replace. A record beside latents but without its video is
    /// what a killed run leaves, and no finished work.
    /// </summary>
    public static IReadOnlyList<string> FilesInTheWay(string path)
    {
        var record = RecordPathOf(path);
        return File.Exists(path)
            ? File.Exists(record) ? [path, record] : [path]
            : File.Exists(record) && !File.Exists(LatentsPathOf(path)) ? [record] : [];
    }
}
