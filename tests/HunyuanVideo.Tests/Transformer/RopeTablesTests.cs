using HunyuanVideo.Transformer;
using static TorchSharp.torch;

namespace HunyuanVideo.Tests.Transformer;

public sealed class RopeTablesTests
{
    [Fact]
    public void Row_100000_of_the_720p_table_has_the_published_values()
    {
        using var scope = NewDisposeScope();
        using var tables = RopeTables.Create((33, 45, 80), TransformerConfig.Published.RopeAxes, theta: 256);

        var cos = tables.Cos()[100_000].data<float>().ToArray();     // token (27, 35, 0)
        var sin = tables.Sin()[100_000].data<float>().ToArray();

        Assert.Equal([118_800, 1, 64], tables.Rotation.shape);
        Assert.Equal([-0.2921388087, -0.2921388087, 0.5949206633], new double[] { cos[0], cos[1], cos[2] }, Near);
        Assert.Equal([-0.9036922051, -0.9036922051, -0.9058545309], new double[] { cos[16], cos[17], cos[18] }, Near);
        Assert.Equal([1, 1], new double[] { cos[72], cos[127] }, Near);
        Assert.Equal([0.9563759284, 0.8037844266, -0.4281826695], new double[] { sin[0], sin[2], sin[16] }, Near);
    }

    [Fact]
    public void Rotation_keeps_lengths_and_depends_on_distance_only()
    {
        using var scope = NewDisposeScope();
        using var tables = RopeTables.Create((1, 1, 9), (4, 6, 6), theta: 256);
        var query = randn(16).expand(1, 9, 1, 16);
        var key = randn(16).expand(1, 9, 1, 16);

        var queries = RopeTables.Rotate(query, tables.Rotation).squeeze();
        var keys = RopeTables.Rotate(key, tables.Rotation).squeeze();

        Assert.True(queries.norm(1).allclose(query.squeeze().norm(1), rtol: 1e-5));
        var scores = einsum("id,jd->ij", queries, keys);
        Assert.True(scores.narrow(0, 0, 8).narrow(1, 0, 8).allclose(scores.narrow(0, 1, 8).narrow(1, 1, 8), atol: 1e-4));
    }

    [Fact]
    public void Tables_serve_their_own_grid_and_device()
    {
        using var tables = RopeTables.Create((2, 3, 4), (4, 6, 6), theta: 256);

        Assert.True(tables.Serve((2, 3, 4), device("cpu")));
        Assert.False(tables.Serve((2, 4, 3), device("cpu")));
        Assert.False(tables.Serve((2, 3, 4), device("meta")));
    }

    [Fact]
    public void Sinusoid_of_1000_has_the_published_values()
    {
        using var scope = NewDisposeScope();

        var values = ScalarEmbedder.Sinusoid(full(1, 1000f)).data<float>().ToArray();

        Assert.Equal(256, values.Length);
        Assert.Equal(
            [0.5623790763, 0.7896147286, 0.9942316442, 0.8268795405, 0.6136029501, 0.1072540793],
            new double[] { values[0], values[1], values[127], values[128], values[129], values[255] },
            Near);
    }

    private static bool Near(double expected, double actual) => Math.Abs(expected - actual) < 6e-8;     // half an ulp of float32 at 1
}
