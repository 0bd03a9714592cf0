using HunyuanVideo.Curation.Store;
using HunyuanVideo.Curation.Tests.Ingest;

namespace HunyuanVideo.Curation.Tests.Store;

/// <summary>A part of an earlier program lacks what was added since; a column that it would need makes a curation of yesterday unreadable.</summary>
public sealed class RequiredColumnTests
{
    [Fact]
    public void Only_columns_that_every_program_wrote_are_required()
    {
        var written = File.ReadAllLines(Path.Join(TestFilms.Folder, "..", "snapshots", "required-columns.txt"));

        var required = TableCatalog.Standard.Schemas.SelectMany(schema =>
            schema.Columns.Where(column => column.IsRequired).Select(column => $"{schema.Name}.{column.Name}"));

        Assert.Equal(written, required.Order(StringComparer.Ordinal));
    }
}
