using HunyuanVideo.Diffusion;
using HunyuanVideo.Media;
using HunyuanVideo.Pipelines;
using HunyuanVideo.Tests.Weights;

namespace HunyuanVideo.Tests.Pipelines;

public sealed class VideoMakerTests(TinyPipeline tiny) : IClassFixture<TinyPipeline>, IDisposable
{
    private static readonly FfmpegTools Tools = FfmpegTools.Find();

    private readonly ScratchFolder _scratch = new();
    private readonly List<string> _notices = [];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string[] Files => [.. Directory.EnumerateFileSystemEntries(_scratch.Path).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Fact]
    public async Task A_video_and_its_record_are_written_and_nothing_else()
    {
        await Make(Job("v.mp4"));

        Assert.Equal(["v.json", "v.mp4"], Files);
        var info = await FfmpegReader.ProbeAsync(Tools, _scratch.Join("v.mp4"), Stop);
        Assert.Equal(GenerationRecord.Parse(info.Comment!, "v.mp4").ToJson(), GenerationRecord.Parse(Text("v.json"), "v.json").ToJson());
        Assert.Equal((16, 16, 8.0), (info.Width, info.Height, info.FramesPerSecond));
    }

    [Fact]
    public async Task Videos_of_one_call_are_those_of_single_calls()
    {
        var second = tiny.Options with { Prompt = "a green star", Seed = 9, CfgScale = 2 };
        await Make(Job("a.mp4"), Job("deep/b.mp4", second));
        await Make(Job("c.mp4"));
        await Make(Job("d.mp4", second));

        Assert.Equal(Bytes("a.mp4"), Bytes("c.mp4"));
        Assert.Equal(Bytes("deep/b.mp4"), Bytes("d.mp4"));
    }

    [Fact]
    public async Task A_video_that_the_memory_cannot_hold_is_refused_before_anything_is_computed()
    {
        using var pipeline = TextToVideoPipeline.Open(tiny.Folder);
        pipeline.MachineBytes = 1L << 30;
        var huge = tiny.Options with { Width = 4096, Height = 4096, Frames = 129 };

        var maker = new VideoMaker(pipeline, Tools);

        var fault = await Assert.ThrowsAsync<InputException>(async () => await maker.MakeAsync([Job("huge.mp4", huge)], null, Stop).ToListAsync(Stop));
        await maker.MakeAsync([Job("small.mp4")], null, Stop).ToListAsync(Stop);

        pipeline.MachineBytes = 1;
        var weights = Assert.Single(pipeline.FindFaults(tiny.Options));

        Assert.Equal("the transformer's weights take 0.0 GiB in float32, this machine has 0.0; ask for dtype bfloat16, or use a larger machine.", weights);
        Assert.Matches(@"^129 frames of 4096×4096 take about [0-9.]+ GiB, this machine has 1\.0; ask for smaller or fewer ones\.$", fault.Message);
        Assert.Equal(["small.json", "small.mp4"], Files);
    }

    [Fact]
    public async Task A_video_made_before_is_named_and_not_touched()
    {
        await Make(Job("v.mp4"));
        File.SetLastWriteTimeUtc(_scratch.Join("v.mp4"), DateTime.UnixEpoch);

        await Make(Job("v.mp4"));

        Assert.Equal(DateTime.UnixEpoch, File.GetLastWriteTimeUtc(_scratch.Join("v.mp4")));
        Assert.Contains("was made before", Assert.Single(_notices), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("v.mp4", "v.mp4: exists already")]
    [InlineData("v.json", "v.json: exists already")]
    [InlineData("v.latents.safetensors", "v.latents.safetensors: ")]
    public async Task Files_of_something_else_stay_unless_they_may_be_replaced(string name, string message)
    {
        await File.WriteAllTextAsync(_scratch.Join(name), "mine", Stop);

        var fault = await Assert.ThrowsAnyAsync<InputException>(() => Make(Job("v.mp4")));

        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
        Assert.Equal("mine", Text(name));
        Assert.Equal([name], Files);
        await Make(Job("v.mp4") with { Overwrite = true });
        Assert.Equal(["v.json", "v.mp4"], Files);
    }

    [Fact]
    public async Task Latents_of_another_video_stay()
    {
        await Cancel(Job("v.mp4"), GenerationStage.Sampling, 2);
        var before = Bytes("v.latents.safetensors");

        var fault = await Assert.ThrowsAsync<InputException>(() => Make(Job("v.mp4", tiny.Options with { Seed = 5 })));

        Assert.Contains("holds latents of another video", fault.Message, StringComparison.Ordinal);
        Assert.Equal(before, Bytes("v.latents.safetensors"));
    }

    [Fact]
    public async Task Stopped_sampling_keeps_its_steps_and_goes_on_to_the_same_video()
    {
        await Make(Job("whole.mp4"));

        var fault = await Cancel(Job("v.mp4"), GenerationStage.Sampling, 2);

        Assert.Contains("stopped after step 2 of 4", fault.Message, StringComparison.Ordinal);
        using (var kept = LatentsFile.Open(_scratch.Join("v.latents.safetensors")))
        {
            Assert.Equal((2, false), (kept.State.StepsDone, kept.IsFinished));
        }

        await Make(Job("v.mp4"));
        Assert.Equal(Bytes("whole.mp4"), Bytes("v.mp4"));
        Assert.Equal(["v.json", "v.mp4", "whole.json", "whole.mp4"], Files);
    }

    [Fact]
    public async Task Stopped_decoding_keeps_the_latents_and_goes_on_without_sampling()
    {
        await Make(Job("whole.mp4"));

        var fault = await Cancel(Job("v.mp4"), GenerationStage.Decoding, 0);

        Assert.Contains("stopped while decoding", fault.Message, StringComparison.Ordinal);
        Assert.Equal(["v.latents.safetensors", "whole.json", "whole.mp4"], Files);
        using var stop = new StopAt(GenerationStage.Sampling, 0);
        await Make([Job("v.mp4")], stop, stop.Token);
        Assert.Equal(Bytes("whole.mp4"), Bytes("v.mp4"));
    }

    [Theory]
    [InlineData("", "v.latents.safetensors.part")]
    [InlineData("latents.safetensors", "")]
    [InlineData("latents.safetensors", "v.mp4.lock")]
    [InlineData("latents.safetensors", "v.mp4.part")]
    [InlineData("latents.safetensors", "v.json.part")]
    [InlineData("latents.safetensors json", "")]
    public async Task Whatever_a_kill_leaves_the_same_job_ends_with_the_same_two_files(string whole, string half)
    {
        await Make(Job("whole.mp4") with { KeepLatents = true });
        foreach (var ending in whole.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            File.Copy(_scratch.Join("whole." + ending), _scratch.Join("v." + ending));
        }

        foreach (var name in half.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            await File.WriteAllTextAsync(_scratch.Join(name), "half", Stop);
        }

        await Make(Job("v.mp4"));

        Assert.Equal(Bytes("whole.mp4"), Bytes("v.mp4"));
        Assert.Equal(Bytes("whole.json"), Bytes("v.json"));
        Assert.Equal(["v.json", "v.mp4", "whole.json", "whole.latents.safetensors", "whole.mp4"], Files);
    }

    [Fact]
    public async Task Two_programs_do_not_make_the_same_file_at_once()
    {
        using var other = OutputLock.Take(_scratch.Join("v.mp4"));

        var fault = await Assert.ThrowsAsync<InputException>(() => Make(Job("v.mp4")));

        Assert.Contains("another hyvideo is making it", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_decode_leaves_the_latents_alone()
    {
        TinyModelFolder.Write(_scratch.Join("model"), (key, weight) =>
        {
            if (key == "decoder.conv_out.conv.bias")
            {
                weight.fill_(float.NaN);
            }
        });
        using var broken = TextToVideoPipeline.Open(_scratch.Join("model"));

        await Assert.ThrowsAsync<NonFiniteException>(async () => await new VideoMaker(broken, Tools).MakeAsync([Job("v.mp4")], null, Stop).ToListAsync(Stop));

        Assert.Equal(["model", "v.latents.safetensors"], Files);
    }

    [Fact]
    public async Task Kept_latents_decode_to_the_same_video_and_stay()
    {
        await Make(Job("v.mp4") with { KeepLatents = true });
        using var latents = LatentsFile.Open(_scratch.Join("v.latents.safetensors"));

        await new VideoMaker(tiny.Pipeline, Tools).DecodeAsync(latents, Job("w.mp4"), cancellationToken: Stop);

        Assert.Equal(Bytes("v.mp4"), Bytes("w.mp4"));
        Assert.Equal(["v.json", "v.latents.safetensors", "v.mp4", "w.json", "w.mp4"], Files);
    }

    [Fact]
    public async Task Unfinished_latents_are_not_decoded()
    {
        await Cancel(Job("v.mp4"), GenerationStage.Sampling, 1);
        using var latents = LatentsFile.Open(_scratch.Join("v.latents.safetensors"));

        var fault = await Assert.ThrowsAsync<InputException>(() => new VideoMaker(tiny.Pipeline, Tools).DecodeAsync(latents, Job("w.mp4"), cancellationToken: Stop));

        Assert.Contains("holds 1 of 4 steps", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_needs_no_ffmpeg_and_a_video_says_so()
    {
        var withoutFfmpeg = new VideoMaker(tiny.Pipeline, null);

        await withoutFfmpeg.MakeAsync([Job("p.png", tiny.Options with { Frames = 1 })], null, Stop).ToListAsync(Stop);

        Assert.Equal(["p.json", "p.png"], Files);
        await Assert.ThrowsAsync<InputException>(async () => await withoutFfmpeg.MakeAsync([Job("v.mp4")], null, Stop).ToListAsync(Stop));
    }

    public void Dispose() => _scratch.Dispose();

    private VideoJob Job(string name, GenerationOptions? options = null) => new(options ?? tiny.Options, _scratch.Join(name), Overwrite: false, KeepLatents: false);

    private Task Make(params VideoJob[] jobs) => Make(jobs, null, Stop);

    private async Task Make(VideoJob[] jobs, IProgress<GenerationProgress>? progress, CancellationToken cancellationToken) =>
        Assert.Equal(jobs, await new VideoMaker(tiny.Pipeline, Tools) { Notice = _notices.Add }.MakeAsync(jobs, progress, cancellationToken).ToListAsync(CancellationToken.None));

    private async Task<InterruptedWorkException> Cancel(VideoJob job, GenerationStage stage, int done)
    {
        using var stop = new StopAt(stage, done);
        return await Assert.ThrowsAsync<InterruptedWorkException>(() => Make([job], stop, stop.Token));
    }

    private byte[] Bytes(string name) => File.ReadAllBytes(_scratch.Join(name));

    private string Text(string name) => File.ReadAllText(_scratch.Join(name));
}
