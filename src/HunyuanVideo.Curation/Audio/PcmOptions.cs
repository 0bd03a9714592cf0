namespace HunyuanVideo.Curation.Audio;

/// <summary>Limits of the sound decoder. Source: spec curation §4.</summary>
public sealed record PcmOptions
{
    /// <summary>Decoded and thrown away before the stretch, seconds: codecs with memory need to run in.</summary>
    public double LeadSeconds { get; init; } = 0.5;

    /// <summary>Wall time a decoder may take, seconds …</summary>
    public double LimitSeconds { get; init; } = 60;

    /// <summary>… and for each second of sound.</summary>
    public double LimitPerSecond { get; init; } = 4;

    /// <summary>Longest stretch, seconds.</summary>
    public double MostSeconds { get; init; } = 43_200;

    /// <summary>Demuxers that open nothing but the file itself.</summary>
    public string Formats { get; init; } =
        "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpeg,mpegts,mpegvideo,asf,flv,ogg,gif,wav,mp3,aac,flac";
}
