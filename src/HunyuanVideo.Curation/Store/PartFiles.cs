using System.Globalization;

namespace HunyuanVideo.Curation.Store;

/// <summary>
/// The files of a folder of parts, <c>nnnnnn-worker.parquet</c>. A compacted part stands for all of lower number, which
/// may still lie beside it when the compaction was interrupted.
/// </summary>
internal static class PartFiles
{
    /// <summary>Worker name of a compacted part.</summary>
    public const string Compacted = "compact";

    private const string Ending = ".parquet";

    /// <summary>Parts that count, in order.</summary>
    public static IReadOnlyList<string> Current(string folder)
    {
        var all = All(folder);
        var newest = all.Where(IsCompacted).Select(Number).DefaultIfEmpty(-1).Max();
        return [.. all.Where(path => Number(path) >= newest)];
    }

    /// <summary>Parts that a compacted part stands for.</summary>
    public static IReadOnlyList<string> Superseded(string folder) => [.. All(folder).Except(Current(folder))];

    /// <summary>The lowest number that is free.</summary>
    public static int Next(string folder) => All(folder).Select(Number).DefaultIfEmpty(-1).Max() + 1;

    /// <summary>Path of a part.</summary>
    public static string PathOf(string folder, int number, string worker) =>
        Path.Join(folder, string.Create(CultureInfo.InvariantCulture, $"{number:000000}-{worker}{Ending}"));

    private static List<string> All(string folder) =>
        !Directory.Exists(folder)
            ? []
            : [.. Directory.EnumerateFiles(folder, "*" + Ending).Where(path => Number(path) >= 0).Order(StringComparer.Ordinal)];

    private static bool IsCompacted(string path) => Path.GetFileName(path).EndsWith("-" + Compacted + Ending, StringComparison.Ordinal);

    private static int Number(string path) =>
        int.TryParse(Path.GetFileName(path).Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
}
