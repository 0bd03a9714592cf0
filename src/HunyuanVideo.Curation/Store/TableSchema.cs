using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Store;

/// <summary>Table of a row record, read from its <see cref="CurationTableAttribute"/>.</summary>
internal sealed class TableSchema
{
    /// <summary>Column of the stage key, added to every row.</summary>
    public const string StageKeyColumn = "stage_key";

    /// <summary>Column of the work unit that made a row; not shown by the views.</summary>
    public const string UnitColumn = "unit_id";

    /// <summary>Column of the attempt that made a row; not shown by the views.</summary>
    public const string AttemptColumn = "attempt";

    /// <summary>The columns that are added to every row of a table of measurements.</summary>
    public static readonly ImmutableArray<string> AddedColumns = [StageKeyColumn, UnitColumn, AttemptColumn];

    private TableSchema(Type rowType, string name, ImmutableArray<TableColumn> columns, ImmutableArray<TableColumn> keys) =>
        (RowType, Name, Columns, Keys) = (rowType, name, columns, keys);

    /// <summary>The record.</summary>
    public Type RowType { get; }

    /// <summary>The table's name.</summary>
    public string Name { get; }

    /// <summary>Columns in the order of the record's properties.</summary>
    public ImmutableArray<TableColumn> Columns { get; }

    /// <summary>Columns that identify a row.</summary>
    public ImmutableArray<TableColumn> Keys { get; }

    /// <exception cref="NotSupportedException">The record has no table, a key that is no property, or a property that is no column.</exception>
    public static TableSchema Of(Type rowType)
    {
        var table = rowType.GetCustomAttribute<CurationTableAttribute>()
            ?? throw new NotSupportedException($"{rowType} has no [CurationTable].");
        var nullability = new NullabilityInfoContext();
        var columns = rowType.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property is { CanRead: true, CanWrite: true } && property.GetIndexParameters().Length == 0)
            .OrderBy(property => property.DeclaringType == rowType).ThenBy(property => property.MetadataToken)
            .Select(property => TableColumn.Of(property, JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name), nullability))
            .ToImmutableArray();
        var keys = table.Keys
            .Select(key => columns.FirstOrDefault(column => column.Property.Name == key)
                ?? throw new NotSupportedException($"{rowType} names the key {key}, which is no property of it."))
            .ToImmutableArray();
        return new TableSchema(rowType, table.Name, columns, keys);
    }

    /// <exception cref="ArithmeticException">A value is no number.</exception>
    public void Check(object row)
    {
        foreach (var column in Columns)
        {
            column.Read(row);
        }
    }

    /// <summary>Order of two rows by their keys, ordinal.</summary>
    public int Compare(object left, object right)
    {
        foreach (var key in Keys)
        {
            var (first, second) = (key.Property.GetValue(left), key.Property.GetValue(right));
            var order = first is string text ? string.CompareOrdinal(text, second as string) : Comparer<object>.Default.Compare(first, second);
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }
}
