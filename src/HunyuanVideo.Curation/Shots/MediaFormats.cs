namespace HunyuanVideo.Curation.Shots;

/// <summary>What ffmpeg and ffprobe may open. Source: spec curation §4.</summary>
internal static class MediaFormats
{
    /// <summary>Demuxers that open no second file.</summary>
    public const string Demuxers =
        "mov,matroska,avi,mpeg,mpegts,mpegvideo,asf,flv,ogg,gif,image2,png_pipe,jpeg_pipe,bmp_pipe,webp_pipe,tiff_pipe,wav,mp3,aac,flac";

    /// <summary>No network.</summary>
    public const string Protocols = "file,pipe";

    /// <summary>Arguments that hold a process to both.</summary>
    public static IReadOnlyList<string> Arguments { get; } = ["-protocol_whitelist", Protocols, "-format_whitelist", Demuxers];
}
