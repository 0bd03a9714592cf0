using System.Text.RegularExpressions;

namespace HunyuanVideo.Architecture.Tests;

/// <summary>What no text of the repository may speak of: it must make sense to a reader who knows nothing else.</summary>
public sealed class RepositoryTextTests
{
    private static readonly string[] Endings =
        [".cs", ".md", ".json", ".sh", ".svg", ".xml", ".csproj", ".slnx", ".props", ".targets", ".editorconfig", "/hyvideo", "/test", "/run"];

    // In pieces, so that this file holds none of them.
    [Theory]
    [InlineData(@"/wo" + "rk/")]
    [InlineData(@"(?<![\w/.-])sha" + "red/")]
    [InlineData(@"\b(?:age" + "nts?|sess" + @"ions?)\b")]
    [InlineData(@"\bnote from the le" + @"ad\b")]
    [InlineData(@"\b(?:issue|pull request|PR|fix(?:es)?|close[sd]?)\s+#" + @"\d+")]
    [InlineData(@"https?://[^\s""')]*(?:regist" + @"ry|artifactory|proxy|mirror)[^\s""')]*")]
    public void No_text_speaks_of_where_or_how_it_was_made(string pattern)
    {
        var word = new Regex(pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
        var texts = SourceTree.Files("").Where(path => !path.StartsWith("tests/data/", StringComparison.Ordinal) && Endings.Any(("/" + path).EndsWith));

        var found = texts.SelectMany(path => SourceTree.Lines(path).Where(line => word.IsMatch(line)).Select(line => $"{path}: {line.Trim()}"));

        Assert.Empty(found);
    }
}
