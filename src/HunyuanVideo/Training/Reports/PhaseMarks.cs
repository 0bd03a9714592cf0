using System.Globalization;
using System.Text.Json;

namespace HunyuanVideo.Training.Reports;

/// <summary>Where the phases of a recipe begin.</summary>
internal static class PhaseMarks
{
    private static readonly string[] Told = ["size", "crop", "frames", "batch", "shift"];

    /// <summary>Updates after which each phase but the first begins, with what differs from the phase before.</summary>
    public static IReadOnlyList<(long Step, string Name)> Of(string? recipe)
    {
        if (recipe is null)
        {
            return [];
        }

        using var json = JsonDocument.Parse(recipe);
        if (!json.RootElement.TryGetProperty("phases", out var list) || list.ValueKind != JsonValueKind.Array)
        {
            return [];
        }

        var (marks, step) = (new List<(long, string)>(), 0L);
        JsonElement? before = null;
        foreach (var phase in list.EnumerateArray().Where(phase => phase.ValueKind == JsonValueKind.Object))
        {
            if (before is { } last)
            {
                marks.Add((step, Differences(last, phase)));
            }

            before = phase;
            step += phase.TryGetProperty("steps", out var steps) && steps.ValueKind == JsonValueKind.Number && steps.TryGetInt64(out var count) ? count : 0;
        }

        return marks;
    }

    private static string Differences(JsonElement before, JsonElement phase)
    {
        var changed = Told.Where(key => phase.TryGetProperty(key, out var value) && value.ValueKind != JsonValueKind.Null
            && !(before.TryGetProperty(key, out var old) && old.GetRawText() == value.GetRawText()));
        return string.Join(", ", changed.Select(key => string.Create(CultureInfo.InvariantCulture, $"{key} {phase.GetProperty(key).GetRawText()}")));
    }
}
