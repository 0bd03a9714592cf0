using System.Text.RegularExpressions;

namespace HunyuanVideo.Architecture.Tests;

/// <summary>Rules of style that a compiler does not hold.</summary>
public sealed partial class StyleTests
{
    private const int MostLines = 400;

    [Fact]
    public void No_source_file_is_longer_than_400_lines()
    {
        var sources = SourceTree.Files("src", ".cs").Concat(SourceTree.Files("tests", ".cs"));

        Assert.DoesNotContain(sources, path => SourceTree.Lines(path).Length > MostLines);
    }

    [Fact]
    public void No_type_is_named_for_what_it_lacks() =>
        Assert.DoesNotContain(SourceTree.Files("src", ".cs"), path => VagueName().IsMatch(Path.GetFileName(path)));

    [Fact]
    public void Nothing_is_left_to_do_in_a_comment() =>
        Assert.DoesNotContain(SourceTree.Files("src", ".cs").SelectMany(SourceTree.Lines), line => OpenEnd().IsMatch(line));

    [Fact]
    public void A_file_has_the_name_of_a_type_in_it()
    {
        var sources = SourceTree.Files("src", ".cs").Where(path => !path.EndsWith("/Program.cs", StringComparison.Ordinal) && !path.EndsWith("/VaeLayers.cs", StringComparison.Ordinal));

        Assert.DoesNotContain(sources, path => !SourceTree.Lines(path).Any(line => Regex.IsMatch(
            line, $@"\b(class|record|struct|interface|enum|delegate)\b.*\b{Path.GetFileNameWithoutExtension(path)}\b")));
    }

    [Theory]
    [InlineData("hyvideo")]
    [InlineData("test")]
    [InlineData(".ci/run")]
    [InlineData("recipes/toy/make.sh")]
    public void A_script_can_be_executed(string path)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such mode");

        Assert.True(!OperatingSystem.IsWindows() && File.GetUnixFileMode(Path.Join(SourceTree.Root, path)).HasFlag(UnixFileMode.UserExecute));
    }

    [Fact]
    public void Links_of_the_documents_lead_somewhere()
    {
        var documents = SourceTree.Files("docs", ".md").Append("README.md").Append("NOTICE.md");
        var broken = documents.SelectMany(path => SourceTree.Lines(path).SelectMany(line => Link().Matches(line)).Select(match => match.Groups[1].Value)
            .Where(target => !target.StartsWith("http", StringComparison.Ordinal) && !target.StartsWith('#'))
            .Select(target => Path.Join(SourceTree.Root, Path.GetDirectoryName(path), target))
            .Where(target => !File.Exists(target) && !Directory.Exists(target)));

        Assert.Empty(broken);
    }

    [GeneratedRegex("(Utils|Utilities|Helpers?|Manager|Common|Misc)")]
    private static partial Regex VagueName();

    [GeneratedRegex(@"//.*\b(TODO|FIXME|HACK|XXX)\b")]
    private static partial Regex OpenEnd();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();
}
