using System.Text.Json;
using HunyuanVideo.Weights;

namespace HunyuanVideo.Tests.Weights;

public sealed class Float32ConversionTests
{
    [Theory]
    [InlineData("F8_E4M3", "e4m3fn_hex")]
    [InlineData("F8_E5M2", "e5m2_hex")]
    public void Every_float8_code_has_its_published_value(string type, string table)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Repository.Data("quant", "fp8_tables.json")));
        var expected = document.RootElement.GetProperty(table).EnumerateArray().Select(item => item.GetString()!).ToArray();
        var values = new float[256];

        Float32Conversion.Convert(ElementType.Find(type)!, [.. Enumerable.Range(0, 256).Select(code => (byte)code)], values);

        Assert.Equal(expected, values.Select(value => float.IsNaN(value) ? "nan" : Convert.ToHexStringLower(BitConverter.GetBytes(value))));
    }
}
