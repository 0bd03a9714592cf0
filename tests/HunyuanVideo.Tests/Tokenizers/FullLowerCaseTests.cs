using HunyuanVideo.Tokenizers;

namespace HunyuanVideo.Tests.Tokenizers;

public sealed class FullLowerCaseTests
{
    [Theory]
    [InlineData("İstanbul", "i\u0307stanbul")]
    [InlineData("ΟΔΟΣ", "οδος")]
    [InlineData("ΣΟΣ Σ", "σος σ")]
    [InlineData("ΑΣ'Α ΑΣ.", "ασ'α ας.")]                 // case-ignorable characters are looked through
    [InlineData("Α\u0301Σ\u00AD", "α\u0301ς\u00AD")]
    [InlineData("ⅧΣ", "ⅷς")]                            // Roman numerals have case
    [InlineData("1Σ", "1σ")]
    [InlineData("𐐀K\u212A", "𐐨kk")]
    [InlineData("I", "i")]
    public void Text_becomes_lower_case_as_Unicode_says(string text, string lower)
    {
        Assert.Equal(lower, FullLowerCase.Apply(text));
    }
}
