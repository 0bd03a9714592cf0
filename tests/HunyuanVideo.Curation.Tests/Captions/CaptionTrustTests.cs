using HunyuanVideo.Curation.Captions;

namespace HunyuanVideo.Curation.Tests.Captions;

public sealed class CaptionTrustTests
{
    [Fact]
    public void The_valid_caption_of_the_most_trusted_source_is_taken()
    {
        CaptionRow[] rows = [Row("facts", valid: true), Row("http", valid: true), Row("human", valid: false)];

        Assert.Equal("http", CaptionTrust.Choose(rows, CaptionTrust.DefaultOrder)!.Source);
        Assert.Equal("facts", CaptionTrust.Choose(rows, ["human", "facts"])!.Source);
        Assert.Null(CaptionTrust.Choose(rows, ["human"]));
    }

    private static CaptionRow Row(string source, bool valid) => new() { ClipId = "c", Source = source, Json = "{}", Valid = valid };
}
