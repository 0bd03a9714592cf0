using System.Collections;
using System.Globalization;
using DuckDB.NET.Data;

namespace HunyuanVideo.Curation.Store;

/// <summary>
/// An in-memory DuckDB with a view for each table, over the parts that were there when it was opened. A view shows the
/// rows of the lowest attempt that the ledger calls done, of the stage keys of the last run, without what was taken
/// down. <c>ledger</c> shows all rows. Source: spec curation §3, §15.
/// </summary>
public sealed class CurationReader : IDisposable
{
    private readonly TableCatalog _catalog;

    internal CurationReader(DuckDBConnection connection, TableCatalog catalog) => (Connection, _catalog) = (connection, catalog);

    /// <summary>The database, for queries of one's own.</summary>
    public DuckDBConnection Connection { get; }

    /// <summary>Rows of a table, sorted by key.</summary>
    /// <typeparam name="T">The row record.</typeparam>
    /// <param name="where">Condition in SQL with <c>$name</c> parameters, or empty.</param>
    /// <param name="parameters">Values of the parameters.</param>
    public IReadOnlyList<T> Rows<T>(string where = "", params (string Name, object Value)[] parameters)
        where T : class => [.. Rows(typeof(T), where, parameters).Cast<T>()];

    /// <summary>Rows of a table, sorted by key, as their record.</summary>
    public IReadOnlyList<object> Rows(Type rowType, string where, params (string Name, object Value)[] parameters)
    {
        var schema = _catalog.Of(rowType);
        var filter = where.Length == 0 ? "" : " WHERE " + where;
        var order = string.Join(", ", schema.Keys.Select(key => Quote(key.Name)));
        using var command = Command($"SELECT {Columns(schema)} FROM {Quote(schema.Name)}{filter}{(order.Length == 0 ? "" : " ORDER BY " + order)}", parameters);
        using var reader = command.ExecuteReader();
        var rows = new List<object>();
        while (reader.Read())
        {
            rows.Add(ReadRow(schema, reader));
        }

        return rows;
    }

    /// <summary>First column of the first row of a query, as a 64-bit integer.</summary>
    public long Count(string sql, params (string Name, object Value)[] parameters)
    {
        using var command = Command(sql, parameters);
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    /// <summary>Query of which unit wrote which row, over all tables and whatever the ledger says.</summary>
    internal string AllRows => string.Join(" UNION ALL ", _catalog.Schemas.Where(schema => schema.RowType != typeof(LedgerRow))
        .Select(schema => $"SELECT unit_id, stage_key, attempt FROM {Quote(ReaderViews.Raw + schema.Name)}"));

    /// <inheritdoc/>
    public void Dispose() => Connection.Dispose();

    /// <summary>Whether there is a table of this name.</summary>
    internal bool Has(string table) => _catalog.Schemas.Any(schema => schema.Name == table);

    /// <summary>A name in SQL.</summary>
    internal static string Quote(string name) => '"' + name.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';

    /// <summary>A text in SQL.</summary>
    internal static string Text(string text) => '\'' + text.Replace("'", "''", StringComparison.Ordinal) + '\'';

    internal static string Columns(TableSchema schema) => string.Join(", ", schema.Columns.Select(column => Quote(column.Name)));

    internal DuckDBCommand Command(string sql, params (string Name, object Value)[] parameters)
    {
        var command = Connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.Add(new DuckDBParameter(name, value));
        }

        return command;
    }

    private static object ReadRow(TableSchema schema, DuckDBDataReader reader)
    {
        var row = Activator.CreateInstance(schema.RowType) ?? throw new InvalidOperationException($"{schema.RowType} cannot be made.");
        for (var index = 0; index < schema.Columns.Length; index++)
        {
            if (!reader.IsDBNull(index))
            {
                var column = schema.Columns[index];
                column.Property.SetValue(row, column.IsList ? ToArray(column, (IList)reader.GetValue(index)) : reader.GetValue(index));
            }
        }

        return row;
    }

    private static Array ToArray(TableColumn column, IList values)
    {
        var array = Array.CreateInstance(column.Element, values.Count);
        values.CopyTo(array, 0);
        return array;
    }
}
