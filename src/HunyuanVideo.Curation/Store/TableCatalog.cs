using System.Collections.Immutable;
using System.Reflection;
using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Store;

/// <summary>All tables a curation knows: the row records with a <see cref="CurationTableAttribute"/>.</summary>
public sealed class TableCatalog
{
    private readonly ImmutableDictionary<Type, TableSchema> _byType;

    /// <summary>Tables of the given records.</summary>
    /// <exception cref="NotSupportedException">A record is no table, or two records share a name.</exception>
    public TableCatalog(IEnumerable<Type> rowTypes)
    {
        _byType = rowTypes.Append(typeof(LedgerRow)).Distinct().ToImmutableDictionary(type => type, TableSchema.Of);
        Schemas = [.. _byType.Values.OrderBy(schema => schema.Name, StringComparer.Ordinal)];
        var twin = Schemas.GroupBy(schema => schema.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        if (twin is not null)
        {
            throw new NotSupportedException($"{string.Join(" and ", twin.Select(schema => schema.RowType))} share the table {twin.Key}.");
        }
    }

    /// <summary>The tables of this library.</summary>
    public static TableCatalog Standard { get; } = OfAssembly(typeof(TableCatalog).Assembly);

    /// <summary>Tables in order of their names.</summary>
    internal ImmutableArray<TableSchema> Schemas { get; }

    /// <summary>The tables of an assembly.</summary>
    public static TableCatalog OfAssembly(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        return new TableCatalog(assembly.GetTypes().Where(type => type.IsDefined(typeof(CurationTableAttribute))));
    }

    /// <summary>The table of a row record.</summary>
    internal TableSchema Of(Type rowType) =>
        _byType.TryGetValue(rowType, out var schema) ? schema : throw new NotSupportedException($"{rowType} is no table of this curation.");
}
