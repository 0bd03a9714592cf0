using System.Text.Json.Nodes;
using DuckDB.NET.Data;
using HunyuanVideo.Curation.Policies;

namespace HunyuanVideo.Curation.Report;

/// <summary>Asks the tables and remembers the queries behind the numbers shown.</summary>
internal sealed class ReportTables
{
    private readonly DuckDBConnection _connection;
    private readonly SortedDictionary<string, string> _queries = new(StringComparer.Ordinal);

    public ReportTables(DuckDBConnection connection, ReportOptions options, PreviewPictures previews)
    {
        (_connection, Options, Previews) = (connection, options, previews);
        connection.Run("""
            CREATE OR REPLACE TEMP TABLE report_label AS
            SELECT clip_id, coalesce(regexp_extract(path, '[^/\\]*$'), clip.source_id) || ' · ' || (start_s // 60)::INTEGER || ':' || printf('%04.1f', start_s % 60) AS label
            FROM clip LEFT JOIN (SELECT source_id, min(path) AS path FROM source_path GROUP BY source_id) p ON p.source_id = clip.source_id
            """);
    }

    public ReportOptions Options { get; }

    public PreviewPictures Previews { get; }

    /// <summary>Keeps the text of a query for readers.</summary>
    public void Note(string name, string sql) => _queries[name] = sql;

    public IReadOnlyList<T> Rows<T>(string sql, Func<DuckDBDataReader, T> read) => _connection.Rows(sql, read);

    /// <summary>One number, with its query kept under a name.</summary>
    public double Number(string name, string sql)
    {
        Note(name, sql);
        return _connection.Rows(sql, row => row.Real(0) ?? 0)[0];
    }

    public long Count(string sql) => _connection.Count(sql);

    /// <summary>The type of a column, or null.</summary>
    public bool Has(string table, string column) =>
        Count($"SELECT count(*) FROM information_schema.columns WHERE table_name = {SqlText.Literal(table)} AND column_name = {SqlText.Literal(column)}") > 0;

    /// <summary>A clip as the page draws it.</summary>
    public JsonObject Clip(string clipId, string? label) => new() { ["clip_id"] = clipId, ["preview"] = Previews.Of(clipId), ["label"] = label ?? clipId };

    public JsonArray Queries() => new([.. _queries.Select(query => (JsonNode)new JsonObject { ["name"] = query.Key, ["sql"] = query.Value })]);

    /// <summary>Makes an array of nodes.</summary>
    public static JsonArray List(IEnumerable<JsonNode?> nodes) => new([.. nodes]);
}
