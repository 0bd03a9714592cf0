using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DuckDB.NET.Data;
using HunyuanVideo.Curation.Policies;
using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Materialise;

/// <summary>The files beside the archives of a set: index, record and sums.</summary>
internal static class SetFiles
{
    public const string Index = "index.parquet";
    public const string Manifest = "set.json";
    public const string Sums = "SHA256SUMS";
    public const string LeftOut = "left_out.jsonl";

    /// <summary>What helps where a set is damaged, to stand behind what is wrong.</summary>
    public const string Mend = "make the set again with `hyvideo curate materialise`, or delete its folder.";

    private const int HashDigits = 64;
    private const int NameOffset = HashDigits + 2;

    private const string Columns =
        "clip_id VARCHAR, source_id VARCHAR, shard VARCHAR, \"offset\" BIGINT, length BIGINT, bucket VARCHAR, weight DOUBLE, caption_offset BIGINT, caption_length BIGINT, copy_group VARCHAR, content VARCHAR";

    /// <summary>Writes the index sorted by clip.</summary>
    public static void WriteIndex(string folder, IReadOnlyList<ShardIndexRow> rows)
    {
        using var connection = Open();
        connection.Run($"CREATE TABLE rows ({Columns})");
        using (var appender = connection.CreateAppender("rows"))
        {
            foreach (var row in rows.OrderBy(row => row.ClipId, StringComparer.Ordinal))
            {
                appender.CreateRow().AppendValue(row.ClipId).AppendValue(row.SourceId).AppendValue(row.Shard).AppendValue(row.Offset).AppendValue(row.Length)
                    .AppendValue(row.Bucket).AppendValue(row.Weight).AppendValue(row.CaptionOffset).AppendValue(row.CaptionLength).AppendValue(row.CopyGroup).AppendValue(row.Content).EndRow();
            }
        }

        var path = Path.Join(folder, Index);
        connection.Run($"COPY (SELECT * FROM rows ORDER BY clip_id) TO {SqlText.Literal(path + ".tmp")} (FORMAT parquet, COMPRESSION zstd)");
        File.Move(path + ".tmp", path, overwrite: true);
    }

    /// <summary>Reads the index.</summary>
    /// <exception cref="InputException">Missing or damaged.</exception>
    public static IReadOnlyList<ShardIndexRow> ReadIndex(string folder)
    {
        using var connection = Open();
        try
        {
            var rows = connection.Rows(
                $"SELECT clip_id, source_id, shard, \"offset\", length, bucket, weight, caption_offset, caption_length, copy_group, content FROM read_parquet({SqlText.Literal(Path.Join(folder, Index))}) ORDER BY clip_id",
                row => new ShardIndexRow
                {
                    ClipId = row.GetString(0),
                    SourceId = row.GetString(1),
                    Shard = row.GetString(2),
                    Offset = row.GetInt64(3),
                    Length = row.GetInt64(4),
                    Bucket = row.GetString(5),
                    Weight = row.GetDouble(6),
                    CaptionOffset = row.GetInt64(7),
                    CaptionLength = row.GetInt64(8),
                    CopyGroup = row.Text(9),
                    Content = row.GetString(10),
                });
            return rows.All(row => IsInside(row.Shard)) ? rows : throw new InputException($"{Path.Join(folder, Index)}: names an archive outside of the set; {Mend}");
        }
        catch (Exception fault) when (fault is DuckDBException or InvalidCastException)
        {
            throw new InputException($"{Path.Join(folder, Index)}: {(File.Exists(Path.Join(folder, Index)) ? "is no index of a set" : "is missing")}; {Mend}", fault);
        }
    }

    /// <summary>Whether a relative name stays in its folder: what an index names is read, rewritten and deleted.</summary>
    private static bool IsInside(string name) => name.Length > 0 && name.Split('/').All(part => part is not ("" or "." or ".."));

    /// <summary>Whether a folder holds a set, whole or damaged: any file that a set has, or an archive in the folder of a bucket.</summary>
    public static bool IsSet(string folder) => new[] { Manifest, Index, Sums, LeftOut }.Any(name => Path.Exists(Path.Join(folder, name)))
        || Directory.EnumerateDirectories(folder, "*x*x*").Any(bucket => Directory.EnumerateFiles(bucket, "*" + ShardWriter.Ending).Any());

    public static void WriteManifest(string folder, SetManifest manifest) => Replace(Path.Join(folder, Manifest), JsonSerializer.Serialize(manifest, PolicyJson.Options) + "\n");

    /// <exception cref="InputException">Missing or damaged.</exception>
    public static SetManifest ReadManifest(string folder)
    {
        var path = Path.Join(folder, Manifest);
        try
        {
            return JsonSerializer.Deserialize<SetManifest>(File.ReadAllText(path), PolicyJson.Options) is { Format: SetManifest.CurrentFormat } known
                ? known : throw new JsonException("of another format");
        }
        catch (Exception fault) when (fault is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: {(File.Exists(path) ? "is no record of a set" : "is missing")}; {Mend}", fault);
        }
    }

    /// <summary>Writes what was left out, in the order of clips.</summary>
    public static void WriteLeftOut(string folder, IEnumerable<LeftOutItem> items) => Replace(
        Path.Join(folder, LeftOut),
        string.Concat(items.OrderBy(item => item.ClipId, StringComparer.Ordinal).Select(item => JsonSerializer.Serialize(item, PolicyJson.Canonical) + "\n")));

    /// <summary>Reads what was left out.</summary>
    /// <exception cref="InputException">Missing or damaged.</exception>
    public static IReadOnlyList<LeftOutItem> ReadLeftOut(string folder)
    {
        var path = Path.Join(folder, LeftOut);
        try
        {
            return [.. File.ReadLines(path).Select(line => JsonSerializer.Deserialize<LeftOutItem>(line, PolicyJson.Canonical) ?? throw new JsonException("a line is null"))];
        }
        catch (Exception fault) when (fault is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: {(File.Exists(path) ? "is no list of what was left out" : "is missing")}; {Mend}", fault);
        }
    }

    /// <summary>Sums by the names of files; empty where none were written.</summary>
    public static IReadOnlyDictionary<string, string> ReadSums(string folder) => File.Exists(Path.Join(folder, Sums))
        ? File.ReadLines(Path.Join(folder, Sums)).Where(line => line.Length > NameOffset).GroupBy(line => line[NameOffset..], StringComparer.Ordinal)
            .ToDictionary(lines => lines.Key, lines => lines.First()[..HashDigits], StringComparer.Ordinal)
        : new Dictionary<string, string>();

    /// <summary>Files that are missing, in no sum, or differ from it; a sentence each.</summary>
    public static IReadOnlyList<string> SumFaults(string folder)
    {
        if (!File.Exists(Path.Join(folder, Sums)))
        {
            return [$"{Sums} is missing."];
        }

        var sums = ReadSums(folder);
        var files = Files(folder);
        return
        [
            .. files.Where(name => !sums.ContainsKey(name)).Select(name => $"{name} is in no sum."),
            .. sums.Keys.Except(files, StringComparer.Ordinal).Select(name => $"{name} is missing."),
            .. files.Where(name => sums.TryGetValue(name, out var sum) && Sum(Path.Join(folder, name)) != sum).Select(name => $"{name} differs from its sum."),
        ];
    }

    /// <summary>Writes the sums of files that changed anew and keeps all others, so that what was damaged before is still found.</summary>
    /// <param name="folder">The set's folder.</param>
    /// <param name="changed">Their names, relative.</param>
    public static void RenewSums(string folder, IReadOnlyCollection<string> changed)
    {
        var kept = ReadSums(folder).Where(sum => !changed.Contains(sum.Key));
        var renewed = changed.Where(name => File.Exists(Path.Join(folder, name))).Select(name => KeyValuePair.Create(name, Sum(Path.Join(folder, name))));
        Replace(Path.Join(folder, Sums), Lines(kept.Concat(renewed).OrderBy(sum => sum.Key, StringComparer.Ordinal)));
    }

    /// <summary>Writes the sums of every file of the set but the sums, in the words of <c>sha256sum</c>.</summary>
    public static void WriteSums(string folder) => Replace(Path.Join(folder, Sums), Lines(Files(folder).Select(name => KeyValuePair.Create(name, Sum(Path.Join(folder, name))))));

    private static string Lines(IEnumerable<KeyValuePair<string, string>> sums) => string.Concat(sums.Select(sum => $"{sum.Value}  {sum.Key}\n"));

    /// <summary>The set's files but the sums, relative, in ordinal order.</summary>
    public static IReadOnlyList<string> Files(string folder) =>
    [
        .. OwnFiles.Below(folder, "*").Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))
            .Where(name => name != Sums).Order(StringComparer.Ordinal),
    ];

    public static string Sum(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private static DuckDBConnection Open()
    {
        var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        return connection;
    }

    private static void Replace(string path, string text)
    {
        File.WriteAllText(path + ".tmp", text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        File.Move(path + ".tmp", path, overwrite: true);
    }
}
