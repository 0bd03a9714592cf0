using HunyuanVideo.Curation.Captions;
using HunyuanVideo.Random;

namespace HunyuanVideo.Curation.Tests.Captions;

public sealed class FactsCaptionSourceTests
{
    [Fact]
    public void Measured_facts_become_plain_sentences()
    {
        var caption = new FactsCaptionSource().Write(new()
        {
            ExposureMean = 70,
            Warmth = 20,
            Colourfulness = 30,
            GlobalSpeed = 0.2,
            ObjectSpeed = 0.1,
            CameraLabel = "tilt_up",
            CameraConfidence = 0.8,
            TextCoverage = 0.03,
            HasSubtitles = true,
            TextSample = "12 years later",
            Clarity = 0.8,
        });

        Assert.Equal("a dim, warm, static view; the camera tilts up; subtitles at the bottom", caption.Headline);
        Assert.Contains("the text reads \"12 years later\"", caption.Dense, StringComparison.Ordinal);
        Assert.Equal(["sharp"], caption.Quality);
        Assert.Equal("tilt_up", caption.Camera!.Label);
    }

    [Fact]
    public void Nothing_measured_says_nothing_of_it()
    {
        var caption = new FactsCaptionSource().Write(new());

        Assert.Equal("""{"version":1,"short":"a view of a scene","dense":"a view of a scene."}""", caption.ToJson());
    }

    [Fact]
    public void A_doubtful_camera_is_not_spoken_of() =>
        Assert.Null(new FactsCaptionSource().Write(new() { CameraLabel = "pan_left", CameraConfidence = 0.59 }).Camera);

    [Fact]
    public void Whatever_was_measured_the_caption_is_valid()
    {
        for (var round = 0UL; round < 1000; round++)
        {
            var random = Philox.For(3, "facts", round);
            double? Draw(double most) => random.NextInt(4) == 0 ? null : random.NextUniform() * most;
            var facts = new ClipFacts
            {
                ExposureMean = Draw(235),
                Contrast = Draw(1),
                Colourfulness = Draw(100),
                Warmth = Draw(60) - 30,
                Flicker = Draw(0.3),
                NoiseSigma = Draw(10),
                Quality = Draw(1),
                Clarity = Draw(1),
                GlobalSpeed = Draw(60),
                ObjectSpeed = Draw(60),
                CameraLabel = CameraSentence.Labels[random.NextInt(14)],
                CameraConfidence = Draw(1),
                TextCoverage = Draw(0.5),
                HasSubtitles = random.NextInt(2) == 0,
                HasScroll = random.NextInt(2) == 0,
                HasLogo = random.NextInt(2) == 0,
                TextSample = "BREAKING NEWS / \"all trains\"\u0001",
                AudioClass = CaptionJson.AudioClasses[random.NextInt(4)],
                SilenceRatio = Draw(1),
                OnsetsPerSecond = Draw(5),
                Origin = " own  footage\n",
            };

            var reading = CaptionReader.Read(new FactsCaptionSource().Write(facts).ToJson(), new() { Facts = facts });

            Assert.Equal("", reading.FaultText ?? "");
        }
    }
}
