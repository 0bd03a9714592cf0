using System.Globalization;
using System.Text.Json;
using HunyuanVideo.Curation.Stages;

namespace HunyuanVideo.Cli.Commands.Curate;

/// <summary>Tables on the terminal, above all the one that ends a run: in = accepted + rejected + held + quarantined at each step.</summary>
internal static class CurateTable
{
    private static readonly string[] Heads = ["step", "in", "accepted", "rejected", "held", "quarantined"];

    /// <summary>Lines for people.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<StepCount> steps) => Align([Heads, .. steps.Select(Cells)]);

    /// <summary>Rows of cells as columns: the first to the left, the others to the right.</summary>
    public static IEnumerable<string> Align(IReadOnlyList<string[]> rows)
    {
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        return rows.Select(row => string.Join("  ", row.Select((cell, column) => column == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[column]))));
    }

    /// <summary>The same for programs.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<StepCount> steps)
    {
        json.WriteStartArray("steps");
        foreach (var step in steps)
        {
            json.WriteStartObject();
            json.WriteString("step", step.Step);
            json.WriteNumber("in", step.In);
            json.WriteNumber("accepted", step.Accepted);
            json.WriteNumber("rejected", step.Rejected);
            json.WriteNumber("held", step.Held);
            json.WriteNumber("quarantined", step.Quarantined);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <exception cref="InvalidOperationException">A step lost units.</exception>
    public static void RequireSums(IReadOnlyList<StepCount> steps)
    {
        if (steps.FirstOrDefault(step => !step.IsWhole) is { } broken)
        {
            throw new InvalidOperationException($"step {broken.Step}: {broken.In} units came in, but the states sum up to another number.");
        }
    }

    private static string[] Cells(StepCount step) =>
        [step.Step, .. new[] { step.In, step.Accepted, step.Rejected, step.Held, step.Quarantined }.Select(count => count.ToString(CultureInfo.InvariantCulture))];
}
