using System.Globalization;
using DuckDB.NET.Data;

namespace HunyuanVideo.Curation.Policies;

/// <summary>Short ways to ask a DuckDB connection.</summary>
internal static class DuckQueries
{
    /// <summary>Runs statements without a result.</summary>
    public static void Run(this DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>The rows of a query, each read by <paramref name="read"/>.</summary>
    public static IReadOnlyList<T> Rows<T>(this DuckDBConnection connection, string sql, Func<DuckDBDataReader, T> read)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <summary>The first column of a query.</summary>
    public static IReadOnlyList<T> Column<T>(this DuckDBConnection connection, string sql) => connection.Rows(sql, reader => reader.GetFieldValue<T>(0));

    /// <summary>The one whole number a query gives; null counts as 0.</summary>
    public static long Count(this DuckDBConnection connection, string sql) => connection.Rows(sql, reader => reader.Whole(0))[0];

    /// <summary>A whole number of any of DuckDB's widths; null counts as 0.</summary>
    public static long Whole(this DuckDBDataReader reader, int index) =>
        reader.IsDBNull(index) ? 0 : (long)Convert.ToDecimal(reader.GetValue(index) is System.Numerics.BigInteger big ? (decimal)big : reader.GetValue(index), CultureInfo.InvariantCulture);

    /// <summary>A number of any type, or null.</summary>
    public static double? Real(this DuckDBDataReader reader, int index) => reader.IsDBNull(index) ? null : Convert.ToDouble(reader.GetValue(index), CultureInfo.InvariantCulture);

    /// <summary>A text, or null.</summary>
    public static string? Text(this DuckDBDataReader reader, int index) => reader.IsDBNull(index) ? null : reader.GetString(index);
}
