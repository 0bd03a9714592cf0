using HunyuanVideo.Pipelines;

namespace HunyuanVideo.Cli;

/// <summary>How a finished video is printed.</summary>
internal static class VideoResult
{
    /// <summary>Its path, or an object with what a script needs of it.</summary>
    public static string Describe(VideoJob job, bool asJson) => !asJson
        ? job.Path
        : JsonText.OfLine(json =>
        {
            json.WriteStartObject();
            json.WriteString("path", job.Path);
            json.WriteString("record", job.RecordPath);
            json.WriteString("prompt", job.Options.Prompt);
            json.WriteNumber("seed", job.Options.Seed);
            json.WriteEndObject();
        });
}
