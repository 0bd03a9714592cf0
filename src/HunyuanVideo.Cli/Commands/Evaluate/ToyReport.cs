using System.Text.Json;

namespace HunyuanVideo.Cli.Commands.Evaluate;

/// <summary>Reads the report that <c>evaluate toy</c> left in a folder.</summary>
internal static class ToyReport
{
    /// <summary>What the report is called.</summary>
    public const string FileName = "report.json";

    private const long MostBytes = 64L << 20;

    /// <summary>The judged videos, in order.</summary>
    /// <exception cref="InputException">It is no such report.</exception>
    public static IReadOnlyList<ComparedVideo> Read(string folder)
    {
        var path = Path.Join(folder, FileName);
        try
        {
            if (new FileInfo(path).Length > MostBytes)
            {
                throw new InputException($"{path}: is larger than {MostBytes} bytes; give a report of evaluate toy.");
            }

            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            return [.. json.RootElement.GetProperty("videos").EnumerateArray().Select(video => Video(video, folder))];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InputException($"{path}: is no report of evaluate toy ({fault.Message.TrimEnd('.')}); evaluate the model anew.", fault);
        }
    }

    // Reports of earlier versions tell only whether all is right.
    private static ComparedVideo Video(JsonElement video, string folder)
    {
        IReadOnlyList<(string, bool)> checks = video.TryGetProperty("checks", out var all)
            ? [.. all.EnumerateObject().Select(check => (check.Name, check.Value.GetBoolean()))]
            : [("all", video.GetProperty("right").GetBoolean())];
        var file = Path.GetFileName(video.GetProperty("file").GetString()) ?? "";
        return new ComparedVideo(video.GetProperty("prompt").GetString() ?? "", Path.Join(folder, file), checks, MakingSeconds: null);
    }
}
