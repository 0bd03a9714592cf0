using DuckDB.NET.Data;

namespace HunyuanVideo.Curation.Policies;

/// <summary>The columns that rules may name, with their types.</summary>
public sealed class ColumnCatalog
{
    private static readonly HashSet<string> Numeric = new(
        ["TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "FLOAT", "DOUBLE"], StringComparer.Ordinal);

    private readonly Dictionary<string, string> _types;

    private ColumnCatalog(Dictionary<string, string> types) => _types = types;

    /// <summary>Reads the tables and views of a connection.</summary>
    public static ColumnCatalog Read(DuckDBConnection connection)
    {
        var rows = connection.Rows(
            "SELECT table_name || '.' || column_name, data_type FROM information_schema.columns", reader => (reader.GetString(0), reader.GetString(1)));
        return new ColumnCatalog(rows.DistinctBy(row => row.Item1, StringComparer.Ordinal).ToDictionary(row => row.Item1, row => row.Item2, StringComparer.Ordinal));
    }

    /// <summary>Whether a table has a column.</summary>
    internal bool Has(string table, string column) => _types.ContainsKey($"{table}.{column}");

    /// <summary>Whether a column holds numbers of single precision.</summary>
    internal bool IsSingle(string column) => _types[column] == "FLOAT";

    /// <summary>Refuses a policy that names an unknown column, or compares one in a way its type does not allow.</summary>
    /// <exception cref="InputException">All faults, each with the nearest names.</exception>
    internal void Require(Policy policy)
    {
        var faults = policy.Rules.SelectMany(rule => rule.Leaves()).Select(Fault)
            .Append(policy.Balance?.Column is { } column && !_types.ContainsKey(column) ? Unknown("balance", column) : null)
            .OfType<string>().ToList();
        if (faults.Count > 0)
        {
            throw new InputException($"policy {policy.Set}: {string.Join(" Also: ", faults)}");
        }
    }

    private string? Fault(PolicyRule rule)
    {
        if (!_types.TryGetValue(rule.Column!, out var type) || !IsPerUnit(rule.Column!))
        {
            return Unknown($"rule '{rule.Name}'", rule.Column!);
        }

        var wanted = rule.Is is not null ? "is" : rule.In is not null ? "in" : "min/max";
        var fitting = type == "BOOLEAN" ? "is" : Numeric.Contains(type) ? "min/max" : "in";
        return wanted == fitting ? null : $"rule '{rule.Name}' compares {rule.Column} by {wanted}, but it is {type}; use {fitting}.";
    }

    private string Unknown(string place, string column) =>
        $"{place} names the column '{column}', which no table has; {NearestNames.Sentence(column, _types.Keys.Where(IsPerUnit))}";

    /// <summary>Whether the table holds one row for each clip or source.</summary>
    private bool IsPerUnit(string column)
    {
        var table = column.Split('.')[0];
        return table is not ("m_overlay" or "caption" or "m_embedding" or "ledger" or "source_path" or "transition" or "shot" or "decision" or "judged")
            && (Has(table, "clip_id") || Has(table, "source_id"));
    }
}
