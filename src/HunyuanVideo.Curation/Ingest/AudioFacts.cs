using System.Text.Json;

namespace HunyuanVideo.Curation.Ingest;

/// <summary>What ffprobe says of a sound stream.</summary>
/// <param name="Codec">Name of the codec.</param>
/// <param name="Rate">Samples per second.</param>
/// <param name="Channels">Channels.</param>
internal sealed record AudioFacts(string Codec, int Rate, sbyte Channels)
{
    public static AudioFacts Read(JsonElement stream) => new(
        StreamFacts.Text(stream, "codec_name"),
        (int)Math.Clamp(StreamFacts.Number(stream, "sample_rate"), 0, int.MaxValue),
        (sbyte)Math.Clamp(StreamFacts.Whole(stream, "channels"), 0, sbyte.MaxValue));
}
