using HunyuanVideo.Parity;

namespace HunyuanVideo.Tests.Golden;

/// <summary>Every golden case of a supported kind, compared tensor by tensor.</summary>
public sealed class GoldenTests(ITestOutputHelper output)
{
    public static TheoryData<string> Cases => [.. Directory.GetDirectories(Repository.Data("golden"))
        .Where(kind => ParityRunner.SupportedKinds.Contains(Path.GetFileName(kind)))
        .SelectMany(Directory.GetDirectories)
        .Select(folder => Path.GetRelativePath(Repository.Data("golden"), folder).Replace('\\', '/'))
        .Order(StringComparer.Ordinal)];

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Cases))]
    public void Case_matches_the_reference(string name)
    {
        using var golden = GoldenCase.Load(Repository.Data("golden", name));

        var result = ParityRunner.Run(golden);

        Assert.SkipUnless(result.IsSupported, "this task belongs to a part that does not exist yet");
        output.WriteLine($"{name}: worst {result.Worst}");
        Assert.All(result.Outputs, item => Assert.True(item.Passed, item.ToString()));
    }
}
