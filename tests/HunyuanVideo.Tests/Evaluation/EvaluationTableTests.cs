using System.Text.Json;
using HunyuanVideo.Evaluation;

namespace HunyuanVideo.Tests.Evaluation;

public sealed class EvaluationTableTests
{
    private static readonly EvaluationTable Table = EvaluationTable.Of(
    [
        (new(true, true, true, true), false),
        (new(false, true, true, true), false),
        (new(true, true, false, true), true),
    ]);

    [Fact]
    public void Splits_and_attributes_are_counted_apart()
    {
        Assert.Equal(new(2, 3), Table.All.Shape);
        Assert.Equal(new(1, 3), Table.All.Correct);
        Assert.Equal(new(1, 2), Table.Seen.Shape);
        Assert.Equal(new(0, 1), Table.Unseen.Motion);
    }

    [Fact]
    public void Json_holds_counts_shares_and_intervals()
    {
        using var json = JsonDocument.Parse(Table.ToJson());

        var shape = json.RootElement.GetProperty("seen").GetProperty("shape");
        Assert.Equal(["count", "total", "share", "low", "high"], shape.EnumerateObject().Select(property => property.Name));
        Assert.Equal(0.5, shape.GetProperty("share").GetDouble());
    }

    [Fact]
    public void Text_has_a_row_for_each_attribute()
    {
        Assert.Equal(6, Table.ToString().Split('\n').Length);
    }
}
