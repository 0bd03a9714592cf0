using HunyuanVideo.Curation.Policies;
using HunyuanVideo.Curation.Store;

namespace HunyuanVideo.Curation.Tests.Policies;

public sealed class PolicySchemaTests
{
    public static TheoryData<string> PluginTables => [.. TableCatalog.Standard.Schemas.Select(schema => schema.Name).Where(name => name.StartsWith("plugin_", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(PluginTables))]
    public void A_table_of_a_plug_in_has_the_columns_of_its_record(string table)
    {
        var schema = TableCatalog.Standard.Schemas.Single(schema => schema.Name == table);

        Assert.Equal(string.Join(", ", schema.Columns.Select(column => $"{column.Name} {column.SqlType}")), PolicySchema.Tables[table]);
    }
}
