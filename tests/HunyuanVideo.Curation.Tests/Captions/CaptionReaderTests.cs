using System.Text;
using HunyuanVideo.Curation.Captions;
using HunyuanVideo.Random;

namespace HunyuanVideo.Curation.Tests.Captions;

public sealed class CaptionReaderTests
{
    private const string Full =
        """
        {"version": 1, "short": "A red circle moves over a table.", "dense": "A red circle moves over a table. The camera zooms in.",
         "background": "a wooden table", "style": "realistic", "shot_type": "close_up", "lighting": "soft daylight", "atmosphere": "calm",
         "camera": {"label": "zoom_in", "confidence": 0.83}, "quality": ["sharp"], "source": ["own footage"],
         "things": [{"name": "circle", "colour": "red", "size": "small", "motion": "moves to the right"}],
         "audio": {"class": "sound_with_music", "sound": "steps", "music": "a piano", "speech": {"language": "en", "text": null}, "merged": "steps and a piano"}}
        """;

    [Fact]
    public void A_full_caption_is_valid_and_comes_back_from_its_own_json()
    {
        var reading = CaptionReader.Read(Full);

        Assert.Empty(reading.Faults);
        Assert.True(reading.IsValid);
        Assert.Equal("zoom_in", reading.Caption!.Camera!.Label);
        Assert.Equal(reading.Caption.ToJson(), CaptionReader.Read(reading.Caption.ToJson()).Caption!.ToJson());
    }

    [Theory]
    [InlineData("```json\n{0}\n```")]
    [InlineData("Here is the caption:\n```\n{0}\n```\nI hope it helps.")]
    [InlineData("Sure! {0} Done.")]
    public void A_fenced_or_prefixed_answer_is_unwrapped(string frame) =>
        Assert.True(CaptionReader.Read(frame.Replace("{0}", Full, StringComparison.Ordinal)).IsValid);

    [Theory]
    [InlineData("", CaptionFault.NotJson)]
    [InlineData("[1]", CaptionFault.NotJson)]
    [InlineData("I'm sorry, I can't describe this video.", CaptionFault.Refusal)]
    [InlineData("""{"version": 1}""", CaptionFault.Missing)]
    [InlineData("""{"short": "a red circle moves"}""", CaptionFault.Missing)]
    [InlineData("""{"version": 2, "short": "a red circle moves"}""", CaptionFault.WrongValue)]
    [InlineData("""{"version": 1, "short": "a circle"}""", CaptionFault.WrongLength)]
    [InlineData("""{"version": 1, "short": "a red circle moves", "colour": "red"}""", CaptionFault.UnknownKey)]
    [InlineData("""{"version": 1, "short": "a red circle moves", "short": "a blue circle moves"}""", CaptionFault.UnknownKey)]
    [InlineData("""{"version": 1, "short": "a red circle moves", "camera": {"label": "dolly"}}""", CaptionFault.WrongValue)]
    [InlineData("""{"version": 1, "short": "a red circle moves", "camera": {"label": "zoom_in", "confidence": 3}}""", CaptionFault.WrongValue)]
    [InlineData("""{"version": 1, "short": " a red circle moves"}""", CaptionFault.UncleanText)]
    [InlineData("""{"version": 1, "short": "a red circle\u0007 moves"}""", CaptionFault.UncleanText)]
    [InlineData("""{"version": 1, "short": "a cafe\u0301 in the rain"}""", CaptionFault.UncleanText)]
    [InlineData("""{"version": 1, "short": "a red \ud800 circle moves"}""", CaptionFault.WrongValue)]
    [InlineData("""{"version": 1, "short": "a red circle moves", "dense": "As an AI I cannot see videos."}""", CaptionFault.Refusal)]
    [InlineData("""{"version": 1, "short": "a red circle moves", "dense": "it moves to and fro. it moves to and fro. it moves to and fro. it moves to and fro."}""", CaptionFault.Repetition)]
    [InlineData("""{"version": 1, "short": "a red circle moves", "dense": "<|im_start|> a circle"}""", CaptionFault.ForeignPrompt)]
    [InlineData("""{"version": 1, "short": "красный круг движется вправо"}""", CaptionFault.WrongLanguage)]
    [InlineData("""{"version": 1, "short": "ein roter Kreis bewegt sich auf dem Tisch und der Hund ist mit einem Ball im Garten"}""", CaptionFault.WrongLanguage)]
    public void A_fault_is_named(string text, string code) =>
        Assert.Contains(CaptionReader.Read(text).Faults, fault => fault.Code == code);

    [Fact]
    public void All_faults_are_listed_not_only_the_first()
    {
        var reading = CaptionReader.Read("""{"version": 3, "short": "a dog", "mood": "x", "camera": {"label": "spin"}, "things": [1, {"colour": "red"}]}""");

        Assert.Equal(6, reading.Faults.Count);
        Assert.False(reading.IsValid);
        Assert.NotNull(reading.FaultText);
    }

    [Fact]
    public void A_piece_of_the_prompt_is_foreign()
    {
        var checks = new CaptionChecks { Prompt = "Describe the clip as JSON with one sentence for each of these fields please." };

        var reading = CaptionReader.Read("""{"version": 1, "short": "with one sentence for each of these fields please"}""", checks);

        Assert.Contains(reading.Faults, fault => fault.Code == CaptionFault.ForeignPrompt);
    }

    [Theory]
    [InlineData("zoom_out", 0.85, 0.0, true)]
    [InlineData("zoom_out", 0.75, 0.0, false)]
    [InlineData("zoom_in", 0.95, 0.0, false)]
    [InlineData(null, 0.0, 6.0, true)]
    [InlineData(null, 0.0, 4.0, false)]
    public void A_caption_must_not_contradict_what_was_measured(string? label, double confidence, double speed, bool contradicts)
    {
        var facts = new ClipFacts { CameraLabel = label, CameraConfidence = confidence, GlobalSpeed = speed, ObjectSpeed = 0 };

        var reading = CaptionReader.Read(
            """{"version": 1, "short": "A dog sits there motionless.", "camera": {"label": "zoom_in", "confidence": 1}}""", new CaptionChecks { Facts = facts });

        Assert.Equal(contradicts, reading.Faults.Any(fault => fault.Code == CaptionFault.Contradiction));
    }

    [Fact]
    public void Twenty_thousand_damaged_replies_neither_crash_nor_pass_for_what_they_are_not()
    {
        const string Junk = "{}[]\",:\\u0d8e1 \n\t'`\u0000\u0301\ud83d\udca5éß漢";
        for (var round = 0UL; round < 20_000; round++)
        {
            var random = Philox.For(5, "damaged replies", round);
            var text = new StringBuilder(Full);
            for (var change = 1 + random.NextInt(6); change > 0; change--)
            {
                var place = random.NextInt(text.Length);
                _ = random.NextInt(3) switch
                {
                    0 => text.Remove(place, Math.Min(text.Length - place, 1 + random.NextInt(20))),
                    1 => text.Insert(place, Junk[random.NextInt(Junk.Length)]),
                    _ => text.Replace(text[place], Junk[random.NextInt(Junk.Length)], place, 1),
                };
            }

            var reading = CaptionReader.Read(text.ToString());

            Assert.True(reading.Faults.Count > 0 || CaptionReader.Read(reading.Caption!.ToJson()).IsValid, $"round {round}: {text}");
        }
    }

    [Fact]
    public void A_deep_or_endless_reply_is_refused()
    {
        Assert.Equal(CaptionFault.NotJson, CaptionReader.Read(new string('[', 60_000)).Faults[0].Code);
        Assert.Equal(CaptionFault.TooLarge, CaptionReader.Read(new string(' ', 1 << 17)).Faults[0].Code);
    }
}
