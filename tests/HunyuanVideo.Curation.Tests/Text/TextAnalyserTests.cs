using HunyuanVideo.Curation.Bench;
using HunyuanVideo.Curation.Frames;
using HunyuanVideo.Curation.Text;

namespace HunyuanVideo.Curation.Tests.Text;

public sealed class TextAnalyserTests
{
    private const int Pictures = 24;        // of 300 as many are right: this is what a busy machine does in seconds

    private static readonly string[] Spoken = ["where have you been", "I was at the river", "nobody came back"];

    [Fact]
    public void Coverage_of_rendered_text_is_right_within_a_fiftieth_or_a_fifth()
    {
        SkipWithoutFonts();
        var errors = Enumerable.Range(1, Pictures).Select(index => TextRender.Draw((ulong)index, 0.4 * index / Pictures))
            .Select(render => (render.Coverage, Found: Measure([render.Frame]).Row.CoverageMax)).ToArray();

        // In one picture the network overlooks a line.
        Assert.InRange(errors.Count(error => Math.Abs(error.Found - error.Coverage) > Math.Max(0.02, 0.2 * error.Coverage)), 0, 1);
    }

    [Fact]
    public void Pictures_without_text_have_none()
    {
        var covered = Enumerable.Range(0, Pictures).Select(index => Measure([TextRender.Draw((ulong)index, 0).Frame]).Row.CoverageMax).ToArray();

        Assert.InRange(covered.Count(share => share > 0.005), 0, (int)(0.02 * Pictures) + 1);
    }

    [Theory]
    [InlineData("all trains are delayed", 20)]
    [InlineData("BREAKING NEWS TONIGHT", 28)]
    [InlineData("Museum open daily 9-17", 36)]
    public void Rendered_words_are_read(string text, float size)
    {
        SkipWithoutFonts();
        var findings = Measure([TextRender.Line(text, 30, 120, size)]);

        Assert.Equal(text, findings.Row.TextSample);
        Assert.Equal("Latn", findings.Row.Languages);
        Assert.Single(findings.Boxes);
    }

    [Fact]
    public void A_line_seen_in_one_sample_only_does_not_count()
    {
        SkipWithoutFonts();
        var row = Measure([.. Still(6, index => index == 2 ? "only once here" : "")]).Row;

        Assert.Equal(0, row.CoverageMax);
        Assert.Equal(0, row.AreaBoxes);
        Assert.Null(row.TextSample);
    }

    [Fact]
    public void Lines_that_change_in_one_low_band_are_subtitles()
    {
        SkipWithoutFonts();
        var row = Measure([.. Still(6, index => Spoken[index / 2], y: 330)]).Row;

        Assert.True(row.Subtitle);
        Assert.False(row.Scroll);
        Assert.InRange(row.SubtitleY0!.Value, 2 * 300, 2 * 322);
        Assert.InRange(row.SubtitleY1!.Value, 2 * 328, 2 * 352);
    }

    [Theory]
    [InlineData(330)]
    [InlineData(120)]
    public void A_line_that_stays_is_no_subtitle(float y)
    {
        SkipWithoutFonts();
        var row = Measure([.. Still(6, _ => "Channel Seven", y)]).Row;

        Assert.False(row.Subtitle);
        Assert.False(row.Scroll);
        Assert.InRange(row.CoverageMean, 0.01, 0.03);
    }

    [Fact]
    public void Lines_that_rise_evenly_scroll_and_count()
    {
        SkipWithoutFonts();
        var row = Measure([.. Enumerable.Range(0, 6).Select(index => TextRender.Line("directed by nobody", 150, 330 - (45 * index), 24, index))]).Row;

        Assert.True(row.Scroll);
        Assert.InRange(row.CoverageMean, 0.01, 0.04);
        Assert.Equal("directed by nobody", row.TextSample);
    }

    [Fact]
    public void A_clip_without_text_is_looked_at_in_four_of_six_samples_only()
    {
        var detector = new CountingDetector();

        Measure([.. Still(6, _ => "")], detector);

        Assert.Equal(4, detector.Looks);
    }

    [Fact]
    public void No_frame_no_finding() =>
        Assert.Null(new TextAnalyser(Clip(6), new CountingDetector()).Finish());

    private static IEnumerable<ViewFrame> Still(int count, Func<int, string> text, float y = 120) =>
        Enumerable.Range(0, count).Select(index => TextRender.Line(text(index), 180, y, 22, index));

    /// <summary>The findings in a source of twice the size.</summary>
    private static TextFindings Measure(IReadOnlyList<ViewFrame> frames, ITextDetector? detector = null)
    {
        var analyser = new TextAnalyser(Clip(frames.Count), detector ?? OcrFiles.Models.Detector, detector is null ? OcrFiles.Models.Recogniser : null);
        foreach (var frame in frames)
        {
            analyser.Add(frame);
        }

        return analyser.Finish()!;
    }

    private static AnalysedClip Clip(int frames) => new("clip", "source", 0, frames - 1, 2 * TextRender.Width, 2 * TextRender.Height, 1, frames);

    private static void SkipWithoutFonts() => Assert.SkipWhen(TextRender.Families.Count == 0, "this machine has no known font");

    private sealed class CountingDetector : ITextDetector
    {
        public int Looks { get; private set; }

        public IReadOnlyList<FoundText> Find(TextPicture picture)
        {
            Looks++;
            return [];
        }
    }
}
