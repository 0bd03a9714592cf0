using HunyuanVideo.Pipelines;

namespace HunyuanVideo.Tests.Pipelines;

public sealed class GenerationOptionsTests
{
    private static readonly GenerationOptions Good = ModelDefaults.Published.ToOptions() with { Prompt = "a cat" };

    [Fact]
    public void The_published_defaults_are_good() => Assert.Empty(Faults(Good));

    [Theory]
    [InlineData(850, "width 850 is not a multiple of 16; use 848 or 864.")]
    [InlineData(0, "width 0 is not within 16…4096; choose a multiple of 16 in that range.")]
    [InlineData(-16, "width -16 is not within 16…4096; choose a multiple of 16 in that range.")]
    [InlineData(4112, "width 4112 is not within 16…4096; choose a multiple of 16 in that range.")]
    public void A_wrong_width_comes_with_right_ones(int width, string message) => Assert.Equal([message], Faults(Good with { Width = width }));

    [Theory]
    [InlineData(10, "frames 10 is not 4k + 1; use 9 or 13.")]
    [InlineData(2, "frames 2 is not 4k + 1; use 1 or 5.")]
    [InlineData(0, "frames 0 is not within 1…1025; choose 4k + 1, for example 17.")]
    public void Wrong_frames_come_with_right_ones(int frames, string message) => Assert.Equal([message], Faults(Good with { Frames = frames }));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_shift_must_be_a_positive_number(double shift) =>
        Assert.StartsWith("shift ", Assert.Single(Faults(Good with { Shift = shift })), StringComparison.Ordinal);

    [Fact]
    public void A_prompt_is_a_text_of_bounded_length()
    {
        Assert.Equal(["the prompt is empty; say what the video shows."], Faults(Good with { Prompt = " \n" }));
        Assert.Equal(["the prompt has 10001 characters; at most 10000 are read."], Faults(Good with { Prompt = new string('x', 10_001) }));
        Assert.Equal(["the negative prompt holds a NUL character; remove it."], Faults(Good with { NegativePrompt = "a\0b" }));
    }

    [Fact]
    public void All_faults_are_named_together()
    {
        var wrong = Good with { Prompt = "", Width = 15, Height = 17, Frames = 3, FramesPerSecond = 0, Steps = 0, Shift = 0, Guidance = -1, CfgScale = double.NaN, GuidanceRescale = 2 };

        Assert.Equal(10, Faults(wrong).Count);
    }

    private static IReadOnlyList<string> Faults(GenerationOptions options) => options.FindFaults(GenerationLimits.Published);
}
