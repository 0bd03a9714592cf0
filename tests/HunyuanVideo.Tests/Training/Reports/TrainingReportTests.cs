using HunyuanVideo.Tests.Weights;
using HunyuanVideo.Training.Reports;

namespace HunyuanVideo.Tests.Training.Reports;

public sealed class TrainingReportTests(TinyModel model) : IClassFixture<TinyModel>, IDisposable
{
    private readonly ScratchFolder _scratch = new();

    [Fact]
    public void A_page_holds_curves_pictures_and_recipes_and_asks_for_nothing_from_outside()
    {
        var page = Write(Path.GetDirectoryName(model.RunOf("vae"))!);

        Assert.Equal(4, page.Split("<section id=\"run-").Length - 1);
        Assert.Contains("Samples over time", page, StringComparison.Ordinal);
        Assert.Contains("src=\"data:image/png;base64,", page, StringComparison.Ordinal);
        Assert.Contains("&quot;stage&quot;: &quot;transformer&quot;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("src=\"http", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<!--", page.Replace("<!doctype", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void A_hostile_name_stays_a_name()
    {
        var run = _scratch.Join("<script>alert(1)<", "script>");
        Directory.CreateDirectory(run);
        File.WriteAllText(Path.Join(run, "metrics.jsonl"), """{"step":1,"loss":2,"<b>":1}""" + "\n" + """{"step":2,"loss":1,"<b>":2}""");

        var page = Write(_scratch.Join("<script>alert(1)<"));

        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b></h3>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Scores_that_are_not_there_are_refused() => Assert.Throws<InputException>(() => TrainingReport.Write(
        model.RunOf("vae"), [_scratch.Join("none")], _scratch.Join("page.html"), new TrainingReportOptions(), TimeProvider.System));

    [Theory]
    [InlineData(0, 1, false, "0 0.5 1")]
    [InlineData(0.06, 4.7, true, "0.1 0.2 0.5 1 2")]
    [InlineData(3, 3, false, "3 3.5 4")]
    public void Axes_have_round_ticks(double low, double high, bool isLog, string expected)
    {
        Assert.Equal(expected, string.Join(' ', CurveAxis.Over(low, high, isLog).Ticks().Select(tick => tick.Label)));
    }

    [Fact]
    public void A_curve_keeps_peaks_and_is_small()
    {
        double[] values = [.. Enumerable.Range(0, 10_000).Select(i => i == 5000 ? 50.0 : 1.0)];

        var curve = Curve.Of([.. Enumerable.Range(1, values.Length).Select(step => (long)step)], values, new TrainingReportOptions { CurvePoints = 100 })!;

        Assert.Equal((100, 50.0, 1.0), (curve.Steps.Length, curve.Largest.Max(), curve.Least.Max()));
    }

    public void Dispose() => _scratch.Dispose();

    private string Write(string folder)
    {
        TrainingReport.Write(folder, [], _scratch.Join("page.html"), new TrainingReportOptions(), TimeProvider.System);
        return File.ReadAllText(_scratch.Join("page.html"));
    }
}
