using CsCheck;
using HunyuanVideo.Tokenizers;

namespace HunyuanVideo.Tests.Tokenizers;

public sealed class CanonicalCompositionTests
{
    [Theory]
    [InlineData("e\u0301", "é")]
    [InlineData("\u212B", "Å")]                              // singleton
    [InlineData("q\u0307\u0323", "q\u0323\u0307")]           // marks are ordered by class
    [InlineData("e\u0323\u0302", "\u1EC7")]                  // composed twice
    [InlineData("a\u0328\u0301\u0300", "\u0105\u0301\u0300")] // the second of a class is blocked
    [InlineData("\u1100\u1161\u11A8", "각")]
    [InlineData("\u1100\u1161\u11A7", "가\u11A7")]           // the filler before the first tail is no tail
    [InlineData("\u0344", "\u0308\u0301")]                   // decomposes, never composed
    [InlineData("\u0958", "\u0915\u093C")]                   // excluded from composition
    [InlineData("\uD834\uDD5E", "\uD834\uDD57\uD834\uDD65")] // the same, beyond the BMP
    [InlineData("\uD804\uDC99\uD804\uDCBA", "\uD804\uDC9A")]
    [InlineData("\u0301a", "\u0301a")]
    [InlineData("plain", "plain")]
    public void Text_becomes_form_C(string text, string composed)
    {
        Assert.Equal(composed, CanonicalComposition.Apply(text));
    }

    [Fact]
    public void Lone_surrogates_become_the_replacement_character()
    {
        Assert.Equal("\uFFFDé", CanonicalComposition.Apply("\uD800e\u0301"));
    }

    [Fact]
    public void Form_C_is_stable()
    {
        Gen.String[Gen.Char['\u0300', '\u1FFF'], 0, 20].Sample(text =>
        {
            var once = CanonicalComposition.Apply(text);

            Assert.Equal(once, CanonicalComposition.Apply(once));
        });
    }
}
