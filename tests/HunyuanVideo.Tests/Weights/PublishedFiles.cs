using System.Security.Cryptography;
using System.Text.Json;
using HunyuanVideo.Weights;

namespace HunyuanVideo.Tests.Weights;

/// <summary>The small files under <c>tests/data/files</c> and what a reader must find in them.</summary>
internal static class PublishedFiles
{
    private static readonly JsonElement Root = JsonDocument.Parse(File.ReadAllBytes(Repository.Data("files", "expected.json"))).RootElement;

    public static string PathOf(string name) => Repository.Data("files", name);

    public static JsonElement Expected(string name) => Root.GetProperty("files").GetProperty(name);

    public static IEnumerable<string> Names(string prefix, string verdict) => Root.GetProperty("files").EnumerateObject()
        .Where(file => file.Name.StartsWith(prefix, StringComparison.Ordinal) && file.Value.GetProperty("verdict").GetString() == verdict)
        .Select(file => file.Name);

    /// <summary>The tensors of an entry, from its set if it names one.</summary>
    public static JsonElement Tensors(string name) => Expected(name).TryGetProperty("set", out var set)
        ? Root.GetProperty("sets").GetProperty(set.GetString()!)
        : Expected(name).GetProperty("tensors");

    /// <summary>Keys, shapes and values in float32 are exactly the expected ones.</summary>
    public static void AssertHolds(JsonElement expected, IWeightSource source)
    {
        Assert.Equal(expected.EnumerateObject().Select(item => item.Name).Order(StringComparer.Ordinal), source.Keys);
        foreach (var item in expected.EnumerateObject())
        {
            using var values = source.ReadAsFloat32(item.Name);
            var shape = item.Value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64()).ToArray();
            Assert.Equal(shape, source.ShapeOf(item.Name));
            Assert.Equal(shape, values.shape);
            Assert.Equal(item.Value.GetProperty("sha256_f32").GetString(), Sha256(values));
        }
    }

    private static string Sha256(TorchSharp.torch.Tensor values) =>
        Convert.ToHexStringLower(values.numel() == 0 ? SHA256.HashData([]) : SHA256.HashData(values.contiguous().bytes));
}
