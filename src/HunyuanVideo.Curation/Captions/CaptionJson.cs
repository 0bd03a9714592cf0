using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace HunyuanVideo.Curation.Captions;

/// <summary>The published names of a caption's fields, and how it is written.</summary>
internal static class CaptionJson
{
    /// <summary>Fields of a caption, in the order of writing.</summary>
    public static IReadOnlyList<string> Fields { get; } =
        ["version", "short", "dense", "background", "style", "shot_type", "lighting", "atmosphere", "camera", "quality", "source", "things", "audio"];

    /// <summary>Fields of the camera.</summary>
    public static IReadOnlyList<string> CameraFields { get; } = ["label", "confidence"];

    /// <summary>Fields of a thing.</summary>
    public static IReadOnlyList<string> ThingFields { get; } = ["name", "colour", "size", "motion"];

    /// <summary>Fields of the sound.</summary>
    public static IReadOnlyList<string> AudioFields { get; } = ["class", "sound", "music", "speech", "merged"];

    /// <summary>Fields of what is spoken.</summary>
    public static IReadOnlyList<string> SpeechFields { get; } = ["language", "text"];

    /// <summary>Classes of sound. Source: spec curation §9.</summary>
    public static IReadOnlyList<string> AudioClasses { get; } = ["pure_sound", "sound_with_speech", "sound_with_music", "pure_music"];

    /// <summary>One line; fields without content are left out.</summary>
    public static string Write(Caption caption)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteNumber("version", caption.Version);
            Text(json, "short", caption.Headline);
            Text(json, "dense", caption.Dense);
            Text(json, "background", caption.Background);
            Text(json, "style", caption.Style);
            Text(json, "shot_type", caption.ShotType);
            Text(json, "lighting", caption.Lighting);
            Text(json, "atmosphere", caption.Atmosphere);
            Camera(json, caption.Camera);
            Tags(json, "quality", caption.Quality);
            Tags(json, "source", caption.Source);
            Things(json, caption.Things);
            Audio(json, caption.Audio);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Camera(Utf8JsonWriter json, CaptionCamera? camera)
    {
        if (camera is null)
        {
            return;
        }

        json.WriteStartObject("camera");
        Text(json, "label", camera.Label);
        if (camera.Confidence is { } confidence)
        {
            json.WriteNumber("confidence", confidence);
        }

        json.WriteEndObject();
    }

    private static void Things(Utf8JsonWriter json, IReadOnlyList<CaptionThing> things)
    {
        if (things.Count == 0)
        {
            return;
        }

        json.WriteStartArray("things");
        foreach (var thing in things)
        {
            json.WriteStartObject();
            Text(json, "name", thing.Name);
            Text(json, "colour", thing.Colour);
            Text(json, "size", thing.Size);
            Text(json, "motion", thing.Motion);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Audio(Utf8JsonWriter json, CaptionAudio? audio)
    {
        if (audio is null)
        {
            return;
        }

        json.WriteStartObject("audio");
        Text(json, "class", audio.Class);
        Text(json, "sound", audio.Sound);
        Text(json, "music", audio.Music);
        if (audio.Speech is { } speech)
        {
            json.WriteStartObject("speech");
            Text(json, "language", speech.Language);
            Text(json, "text", speech.Text);
            json.WriteEndObject();
        }

        Text(json, "merged", audio.Merged);
        json.WriteEndObject();
    }

    private static void Tags(Utf8JsonWriter json, string name, IReadOnlyList<string> tags)
    {
        if (tags.Count == 0)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var tag in tags)
        {
            json.WriteStringValue(tag);
        }

        json.WriteEndArray();
    }

    private static void Text(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
