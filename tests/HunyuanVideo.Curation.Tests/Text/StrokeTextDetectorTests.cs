using HunyuanVideo.Curation.Bench;
using HunyuanVideo.Curation.Text;

namespace HunyuanVideo.Curation.Tests.Text;

public sealed class StrokeTextDetectorTests
{
    [Fact]
    public void A_line_on_a_plain_ground_is_found_without_a_model()
    {
        Assert.SkipWhen(TextRender.Families.Count == 0, "this machine has no known font");

        var line = Assert.Single(new StrokeTextDetector().Find(new(TextRender.Line("all trains are delayed", 60, 120, 24))));

        Assert.InRange(line.Box.X0, 52, 66);
        Assert.InRange(line.Box.Y0, 92, 106);
        Assert.InRange(line.Box.Y1, 118, 132);
    }

    [Fact]
    public void Pictures_without_text_have_nearly_none()
    {
        var detector = new StrokeTextDetector();

        var found = Enumerable.Range(0, 60).Count(index => detector.Find(new(TextRender.Draw((ulong)index, 0).Frame)).Sum(line => line.Quad.Area) > 0.005 * TextRender.Width * TextRender.Height);

        Assert.InRange(found, 0, 1);
    }
}
