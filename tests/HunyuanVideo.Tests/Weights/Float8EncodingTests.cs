using System.Globalization;
using System.Text.Json;
using HunyuanVideo.Weights;

namespace HunyuanVideo.Tests.Weights;

public sealed class Float8EncodingTests
{
    [Fact]
    public void Values_get_the_codes_of_the_reference()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Repository.Data("quant", "fp8_encode.json")));
        var cases = document.RootElement.GetProperty("cases").EnumerateArray().ToList();
        var values = cases.Select(item => BitConverter.ToSingle(Convert.FromHexString(item.GetProperty("x_hex").GetString()!))).ToArray();
        var codes = new byte[values.Length];

        Float8Encoding.ToE4M3(values, codes);

        Assert.NotEmpty(cases);
        Assert.All(cases.Zip(codes, values), item => Assert.True(
            item.First.GetProperty("e4m3fn_saturating").GetByte() == item.Second || (float.IsNaN(item.Third) && (item.Second & 0x7F) == 0x7F),
            string.Create(CultureInfo.InvariantCulture, $"{item.Third} became {item.Second}")));
    }

    [Fact]
    public void Every_code_survives_decoding_and_encoding()
    {
        var codes = Enumerable.Range(0, 256).Select(code => (byte)code).Where(code => (code & 0x7F) != 0x7F).ToArray();
        var values = new float[codes.Length];
        var again = new byte[codes.Length];

        Float32Conversion.Convert(ElementType.Find("F8_E4M3")!, codes, values);
        Float8Encoding.ToE4M3(values, again);

        Assert.Equal(codes, again);
    }
}
