using System.Text.Json;

namespace HunyuanVideo.Cli.Tests.Commands.Curate;

public sealed class CurateBenchCommandTests
{
    [Fact]
    public async Task Figures_are_measured_against_what_is_asked_of_them()
    {
        var outcome = await Toy.RunAsync("curate", "bench", "audio", "copies", "decide", "balance", "concepts", "text", "loudness", "av-consistency", "--rows", "3000", "--scale", "0.02", "--json");

        using var json = JsonDocument.Parse(outcome.Output);
        var figures = json.RootElement.EnumerateArray().ToList();
        Assert.InRange(outcome.Code, 0, 1);
        Assert.Equal(["decide", "balance", "concepts", "copies", "text", "audio", "loudness", "av-consistency"], figures.Select(figure => figure.GetProperty("case").GetString()).Distinct());
        Assert.Contains(figures, figure => figure.GetProperty("name").GetString() == "recall");
        Assert.DoesNotContain(figures, figure => figure.GetProperty("name").GetString()!.Contains("without a model", StringComparison.Ordinal));     // those that are shipped are found
        Assert.All(
            figures.Where(figure => figure.GetProperty("unit").GetString() is not ("s" or "×")),     // times are the machine's
            figure => Assert.False(figure.GetProperty("is_good").ValueKind == JsonValueKind.False, figure.ToString()));
    }

    [Fact]
    public async Task A_tiny_pool_is_not_judged_by_the_clock()
    {
        var outcome = await Toy.RunAsync("curate", "bench", "copies", "--scale", "0.00001", "--json");

        using var json = JsonDocument.Parse(outcome.Output);
        Assert.Equal(0, outcome.Code);
        Assert.All(json.RootElement.EnumerateArray().Where(figure => figure.GetProperty("unit").GetString() == "×"), figure => Assert.Equal(JsonValueKind.Null, figure.GetProperty("is_good").ValueKind));
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused_before_anything_is_measured()
    {
        var outcome = await Toy.RunAsync("curate", "bench", "-x\ny", "--rows", "0", "--scale", "NaN");

        Assert.Equal((2, ""), (outcome.Code, outcome.Output));
        Assert.NotEmpty(outcome.Errors);
    }
}
