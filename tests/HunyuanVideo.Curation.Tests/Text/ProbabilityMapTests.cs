using HunyuanVideo.Curation.Text;
using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Tests.Text;

public sealed class ProbabilityMapTests
{
    private const int Size = 128;

    [Theory]
    [InlineData(0)]
    [InlineData(0.3)]
    [InlineData(-0.6)]
    public void A_line_askew_comes_back_grown_by_area_over_perimeter(double angle)
    {
        var line = new TextQuad(64, 60, 70, 10, angle);

        var found = Assert.Single(Map(line, 0.9f).Boxes(new()));

        var growth = 2 * (70 * 10 * 1.5 / (2 * (70 + 10)));
        Assert.Equal(angle, found.Quad.Angle, 0.03);
        Assert.Equal(70 + growth, found.Quad.Width, 3.0);
        Assert.Equal(10 + growth, found.Quad.Height, 3.0);
        Assert.Equal(64, found.Quad.CentreX, 1.0);
        Assert.Equal(60, found.Quad.CentreY, 1.0);
        Assert.InRange(found.Score, 0.85f, 0.9f);
    }

    [Theory]
    [InlineData(0.5f, 10)]
    [InlineData(0.9f, 2)]
    public void A_weak_or_tiny_area_is_no_line(float probability, double height) =>
        Assert.Empty(Map(new(64, 64, 60, height, 0), probability).Boxes(new()));

    [Fact]
    public void Spaces_are_read_where_their_probability_is_more_than_nothing()
    {
        var alphabet = new CtcAlphabet(["a", "b"]);
        float[] steps =
        [
            0, .9f, .1f, 0,     // a
            0, .9f, .1f, 0,     // the same a
            1, 0, 0, 0,
            0, .8f, .2f, 0,     // another a
            .97f, 0, 0, .03f,   // nearly a space
            0, .1f, .9f, 0,     // b
        ];

        Assert.Equal("aa b", alphabet.Decode(steps, 6, 0.02).Text);
        Assert.Equal("aab", alphabet.Decode(steps, 6, 0.5).Text);
        Assert.Equal((.9f + .8f + .9f) / 3, alphabet.Decode(steps, 6, 0.02).Confidence, 1e-5f);
    }

    [Theory]
    [InlineData("Grüße 42", "Latn")]
    [InlineData("東京 ひらがな", "Hani,Kana")]
    [InlineData("Москва OK", "Cyrl,Latn")]
    [InlineData("1984!", "")]
    public void Scripts_are_told_by_their_letters(string text, string scripts) =>
        Assert.Equal(scripts, string.Join(',', WritingScript.Count(text).Keys));

    [Fact]
    public void Areas_touch_at_corners_and_come_in_order()
    {
        bool[] mask = [true, false, false, false, true, false, false, false, false, true, false, true];     // 4 × 3: pixels (0,0) (0,1) and (1,2) touch

        var boxes = ConnectedArea.In(mask, 4, 3).Select(area => area.Box).ToArray();

        Assert.Equal([new PixelBox(0, 0, 2, 3), new PixelBox(3, 2, 4, 3)], boxes);
    }

    private static ProbabilityMap Map(TextQuad line, float probability)
    {
        var values = new float[Size * Size];
        for (var pixel = 0; pixel < values.Length; pixel++)
        {
            values[pixel] = line.Contains((pixel % Size) + 0.5, (pixel / Size) + 0.5) ? probability : 0.01f;
        }

        return new(Size, Size, values);
    }
}
