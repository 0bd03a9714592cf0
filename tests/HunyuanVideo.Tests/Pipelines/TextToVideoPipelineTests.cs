using HunyuanVideo.Diffusion;
using HunyuanVideo.Pipelines;
using HunyuanVideo.Tests.Weights;
using TorchSharp;

namespace HunyuanVideo.Tests.Pipelines;

public sealed class TextToVideoPipelineTests(TinyPipeline tiny) : IClassFixture<TinyPipeline>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private TextToVideoPipeline Pipeline => tiny.Pipeline;

    [Fact]
    public async Task Frames_come_in_order_and_in_the_size_asked_for()
    {
        var options = tiny.Options with { Width = 32, Height = 16, Frames = 9 };

        var frames = await Pipeline.GenerateAsync(options, cancellationToken: Stop).ToListAsync(Stop);

        Assert.Equal(Enumerable.Range(0, 9), frames.Select(frame => frame.Index));
        Assert.All(frames, frame => Assert.Equal((32, 16, 32 * 16 * 3), (frame.Width, frame.Height, frame.Rgb.Length)));
    }

    [Fact]
    public async Task The_same_options_make_the_same_pixels() =>
        Assert.Equal(await PixelsOf(tiny.Options), await PixelsOf(tiny.Options));

    public static TheoryData<string> Changes => ["seed", "prompt", "guidance", "cfg", "negative prompt", "steps", "shift"];

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Every_option_reaches_the_pixels(string changed)
    {
        var guided = tiny.Options with { CfgScale = 3, NegativePrompt = "blue" };
        var other = changed switch
        {
            "seed" => guided with { Seed = 4 },
            "prompt" => guided with { Prompt = "a green star" },
            "guidance" => guided with { Guidance = 1 },
            "cfg" => guided with { CfgScale = 6 },
            "negative prompt" => guided with { NegativePrompt = "green" },
            "steps" => guided with { Steps = 5 },
            _ => guided with { Shift = 7 },
        };

        Assert.NotEqual(await PixelsOf(guided), await PixelsOf(other));
    }

    [Fact]
    public void Texts_encoded_together_are_those_encoded_alone()
    {
        GenerationOptions[] videos = [tiny.Options with { CfgScale = 2 }, tiny.Options with { Prompt = "a star" }];

        var together = Pipeline.EncodeText(videos, cancellationToken: Stop);

        Assert.Equal([2L, 1L], together.Select(text => text.States.shape[0]));
        foreach (var (text, video) in together.Zip(videos))
        {
            using var alone = Pipeline.EncodeText([video], cancellationToken: Stop)[0];
            Assert.True(alone.States.equal(text.States).all().ToBoolean());
            Assert.True(alone.Mask.equal(text.Mask).all().ToBoolean());
            Assert.True(alone.Pooled.equal(text.Pooled).all().ToBoolean());
            text.Dispose();
        }
    }

    [Fact]
    public void A_prompt_that_is_too_long_is_cut_with_a_notice()
    {
        using var text = Pipeline.EncodeText([tiny.Options with { Prompt = string.Join(' ', Enumerable.Repeat("circle", 400)) }], cancellationToken: Stop)[0];

        Assert.Equal(2, text.Notices.Count);
        Assert.All(text.Notices, notice => Assert.Contains("too long", notice, StringComparison.Ordinal));
    }

    [Fact]
    public void Sampling_that_goes_on_ends_where_one_run_ends()
    {
        using var text = Pipeline.EncodeText([tiny.Options], cancellationToken: Stop)[0];
        var steps = new List<UnfinishedLatents>();
        using var whole = Pipeline.SampleLatents(text, tiny.Options, stepFinished: step => steps.Add(new UnfinishedLatents(step.Latents.clone().DetachFromDisposeScope(), step.Done)), cancellationToken: Stop);

        foreach (var start in steps)
        {
            using var resumed = Pipeline.SampleLatents(text, tiny.Options, start: start, cancellationToken: Stop);
            Assert.True(resumed.equal(whole).all().ToBoolean());
            start.Latents.Dispose();
        }
    }

    [Fact]
    public void Texts_and_steps_leave_no_tensor_behind()
    {
        void Run()
        {
            using var text = Pipeline.EncodeText([tiny.Options with { CfgScale = 2 }], cancellationToken: Stop)[0];
            using var latents = Pipeline.SampleLatents(text, tiny.Options with { CfgScale = 2 }, cancellationToken: Stop);
        }

        Run();
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        Run();

        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Theory]
    [InlineData("single_blocks.0.linear1.weight", "step 1 of 4 gave values that are not finite, first in 'single.0'")]
    [InlineData("txt_in.input_embedder.weight", "first in 'txt_in")]
    [InlineData("decoder.conv_in.conv.weight", "frame 0 of the decoded video holds values that are not finite")]
    public async Task A_value_that_is_not_finite_is_named_by_step_and_block(string key, string message)
    {
        using var scratch = new ScratchFolder();
        TinyModelFolder.Write(scratch.Join("model"), (name, weight) =>
        {
            if (name == key)
            {
                weight.fill_(float.NaN);
            }
        });
        using var pipeline = TextToVideoPipeline.Open(scratch.Join("model"));

        var fault = await Assert.ThrowsAsync<NonFiniteException>(() => TinyPipeline.PixelsOf(pipeline.GenerateAsync(tiny.Options, cancellationToken: Stop)));

        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(GenerationStage.EncodingText, 1)]
    [InlineData(GenerationStage.Sampling, 2)]
    [InlineData(GenerationStage.Decoding, 0)]
    public async Task Work_ends_in_the_stage_in_which_it_is_cancelled(GenerationStage stage, int done)
    {
        using var stop = new StopAt(stage, done);
        var frames = Pipeline.GenerateAsync(tiny.Options, stop, stop.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => TinyPipeline.PixelsOf(frames));
    }

    [Fact]
    public async Task Leaving_the_frames_early_ends_the_work_and_the_pipeline_goes_on()
    {
        await foreach (var frame in Pipeline.GenerateAsync(tiny.Options with { Frames = 9 }, cancellationToken: Stop))
        {
            Assert.Equal(0, frame.Index);
            break;
        }

        Assert.NotEmpty(await PixelsOf(tiny.Options));
    }

    [Fact]
    public async Task One_frame_is_a_picture() =>
        Assert.Single(await Pipeline.GenerateAsync(tiny.Options with { Frames = 1 }, cancellationToken: Stop).ToListAsync(Stop));

    private Task<byte[]> PixelsOf(GenerationOptions options) => TinyPipeline.PixelsOf(Pipeline.GenerateAsync(options, cancellationToken: Stop));
}
