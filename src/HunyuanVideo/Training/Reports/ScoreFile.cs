using System.Text.Json;

namespace HunyuanVideo.Training.Reports;

/// <summary>Scores that <c>evaluate</c> wrote.</summary>
/// <param name="Title">Name of the folder they lie in.</param>
/// <param name="Rates">Split, attribute, share with its interval, and trials.</param>
/// <param name="Fidelity">Level, clips, PSNR in dB, SSIM.</param>
/// <param name="Sheet">Path of the contact sheet beside; null if there is none.</param>
internal sealed record ScoreFile(
    string Title, IReadOnlyList<(string Split, string Attribute, double Share, double Low, double High, int Total)> Rates,
    IReadOnlyList<(int Level, int Clips, double Psnr, double Ssim)> Fidelity, string? Sheet)
{
    /// <summary>What such a file is called.</summary>
    public const string FileName = "report.json";

    /// <summary>Reads a file, or all below a folder; files that hold no scores are passed over in folders.</summary>
    /// <exception cref="InputException">A file that was named holds no scores, or a folder none.</exception>
    public static IReadOnlyList<ScoreFile> Named(string path, TrainingReportOptions options)
    {
        if (File.Exists(path))
        {
            return [Read(path, options) ?? throw new InputException($"{path}: holds no scores; give a report.json of evaluate toy or the JSON of evaluate vae.")];
        }

        var found = Directory.Exists(path) ? Below(path, options) : throw new InputException($"{path}: is neither a file nor a folder; give --scores the folder that was given to evaluate --out.");
        return found.Count > 0 ? found : throw new InputException($"{path}: holds no {FileName} with scores; give --scores the folder that was given to evaluate --out.");
    }

    /// <summary>All below a folder, by path.</summary>
    public static IReadOnlyList<ScoreFile> Below(string folder, TrainingReportOptions options)
    {
        var search = new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = options.ScoreDepth, IgnoreInaccessible = true };
        return [.. Directory.GetFiles(folder, FileName, search).Order(StringComparer.Ordinal).Select(path => Read(path, options)).OfType<ScoreFile>()];
    }

    private static ScoreFile? Read(string path, TrainingReportOptions options)
    {
        if (new FileInfo(path).Length > options.LargestScores)
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            var rates = json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("rates", out var splits) ? RatesOf(splits) : [];
            var fidelity = json.RootElement.ValueKind == JsonValueKind.Array ? FidelityOf(json.RootElement) : [];
            var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
            var sheet = Path.Join(folder, "sheet.png");
            return rates.Count + fidelity.Count == 0 ? null : new ScoreFile(Path.GetFileName(folder), rates, fidelity, File.Exists(sheet) ? sheet : null);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return null;
        }
    }

    private static List<(string, string, double, double, double, int)> RatesOf(JsonElement splits) =>
    [
        .. from split in splits.EnumerateObject()
           from attribute in split.Value.EnumerateObject()
           let value = attribute.Value
           select (split.Name, attribute.Name, value.GetProperty("share").GetDouble(), value.GetProperty("low").GetDouble(), value.GetProperty("high").GetDouble(), value.GetProperty("total").GetInt32()),
    ];

    private static List<(int, int, double, double)> FidelityOf(JsonElement levels) =>
    [
        .. levels.EnumerateArray().Select(level =>
            (level.GetProperty("level").GetInt32(), level.GetProperty("clips").GetInt32(), level.GetProperty("psnr").GetDouble(), level.GetProperty("ssim").GetDouble())),
    ];
}
