using Parquet;
using Parquet.Schema;
using Parquet.Serialization;

namespace HunyuanVideo.Curation.Store;

/// <summary>Turns rows into the bytes of a Parquet file: sorted by key, zstd, the same rows give the same bytes.</summary>
internal static class ParquetParts
{
    public static async Task<byte[]> EncodeAsync(TableSchema schema, string stageKey, IEnumerable<UnitRow> rows, CancellationToken cancellationToken)
    {
        var sorted = rows.ToList();
        sorted.Sort((left, right) => Compare(schema, left, right));
        var isLedger = schema.RowType == typeof(LedgerRow);     // it holds unit, attempt and key itself
        var fields = schema.Columns.Select(column => column.Field).ToList();
        if (!isLedger)
        {
            fields.Add(new DataField<string>(TableSchema.StageKeyColumn, nullable: false));
            fields.Add(new DataField<string>(TableSchema.UnitColumn, nullable: false));
            fields.Add(new DataField<short>(TableSchema.AttemptColumn));
        }

        var cells = sorted.ConvertAll<IDictionary<string, object?>>(row => Cells(schema, stageKey, row, isLedger));
        using var stream = new MemoryStream();
        var options = new ParquetOptions { CompressionMethod = CompressionMethod.Zstd };
        await ParquetSerializer.SerializeUntypedAsync(cells, new ParquetSchema(fields), stream, options, null, cancellationToken).ConfigureAwait(false);
        return stream.ToArray();
    }

    private static Dictionary<string, object?> Cells(TableSchema schema, string stageKey, UnitRow row, bool isLedger)
    {
        var cells = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var column in schema.Columns)
        {
            cells[column.Name] = column.Read(row.Row) is var value && value is string[] texts ? Array.ConvertAll(texts, text => text.AsMemory()) : value;     // as the library wants lists of texts
        }

        if (!isLedger)
        {
            cells[TableSchema.StageKeyColumn] = stageKey;
            cells[TableSchema.UnitColumn] = row.UnitId;
            cells[TableSchema.AttemptColumn] = row.Attempt;
        }

        return cells;
    }

    private static int Compare(TableSchema schema, UnitRow left, UnitRow right)
    {
        var order = schema.Compare(left.Row, right.Row);
        order = order != 0 ? order : string.CompareOrdinal(left.UnitId, right.UnitId);
        return order != 0 ? order : left.Attempt.CompareTo(right.Attempt);
    }
}
