using HunyuanVideo.Parity;

namespace HunyuanVideo.Tests.Golden;

public sealed class ParityRunnerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hyvideo-parity-").FullName;

    [Fact]
    public void A_kind_without_a_computation_is_not_supported()
    {
        var result = Run(json => json.Replace("\"scheduler\"", "\"weather\"", StringComparison.Ordinal));

        Assert.Equal((false, false, null), (result.IsSupported, result.Passed, result.Fault));
    }

    [Theory]
    [InlineData("\"flow_shift\"", "\"flow_sift\"")]
    [InlineData("\"name\": \"b\"", "\"name\": \"other\"")]
    public void A_malformed_case_is_a_failure_with_a_reason(string original, string damaged)
    {
        var result = Run(json => json.Replace(original, damaged, StringComparison.Ordinal));

        Assert.Equal((true, false), (result.IsSupported, result.Passed));
        Assert.NotNull(result.Fault);
    }

    [Fact]
    public void A_wrong_output_fails_and_is_the_worst()
    {
        var result = Run(json => json.Replace("\"seed\": ", "\"seed\": 1", StringComparison.Ordinal));

        Assert.False(result.Passed);
        Assert.False(result.Worst!.Passed);
        Assert.Contains(result.Outputs, output => output.Passed);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private ParityResult Run(Func<string, string> change)
    {
        var source = Repository.Data("golden", "scheduler", "steps20_shift17_euler");
        var json = File.ReadAllText(Path.Join(source, "case.json"));
        Assert.NotEqual(json, change(json));
        File.WriteAllText(Path.Join(_folder, "case.json"), change(json));
        File.Copy(Path.Join(source, "out.safetensors"), Path.Join(_folder, "out.safetensors"));
        using var golden = GoldenCase.Load(_folder);
        return ParityRunner.Run(golden);
    }
}
