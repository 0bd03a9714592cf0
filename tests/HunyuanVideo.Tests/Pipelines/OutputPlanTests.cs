using HunyuanVideo.Pipelines;
using HunyuanVideo.Tests.Weights;

namespace HunyuanVideo.Tests.Pipelines;

public sealed class OutputPlanTests : IDisposable
{
    private static readonly GenerationOptions Video = GenerationRecordTests.Sample.Options with { Prompt = "A red circle, 3× – больше!", Seed = 7 };

    private readonly ScratchFolder _scratch = new();
    private readonly List<string> _faults = [];

    [Theory]
    [InlineData("A red circle, 3× – больше!", "a-red-circle-3-больше-seed7")]
    [InlineData("../../etc/passwd", "etc-passwd-seed7")]
    [InlineData("???", "video-seed7")]
    public void A_name_is_made_of_the_prompts_words_and_the_seed(string prompt, string name) =>
        Assert.Equal(name, OutputPlan.NameOf(Video with { Prompt = prompt }));

    [Fact]
    public void A_long_prompt_makes_a_name_that_every_file_system_takes()
    {
        var name = OutputPlan.NameOf(Video with { Prompt = new string('圆', 500), Seed = ulong.MaxValue });

        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(name + LatentsFile.Ending + ".part"), 1, 255);
    }

    [Fact]
    public void A_folder_receives_a_name_for_each_video_and_none_twice()
    {
        Assert.Equal(
            [_scratch.Join("new", "a-red-circle-3-больше-seed7.mp4"), _scratch.Join("new", "a-red-circle-3-больше-seed7-2.mp4"), _scratch.Join("new", "a-red-circle-3-больше-seed8.png")],
            Choose(_scratch.Join("new"), false, Video, Video, Video with { Seed = 8, Frames = 1 }));
        Assert.Empty(_faults);
        Assert.Empty(Directory.GetFileSystemEntries(_scratch.Path));
    }

    [Fact]
    public void A_name_that_is_taken_gets_a_number_unless_it_may_be_replaced()
    {
        var path = _scratch.Join("a-red-circle-3-больше-seed7.mp4");
        File.WriteAllText(path, "mine");

        Assert.Equal([_scratch.Join("a-red-circle-3-больше-seed7-2.mp4")], Choose(_scratch.Path, false, Video));
        Assert.Equal([path], Choose(_scratch.Path, true, Video));
    }

    [Fact]
    public void A_video_that_the_model_made_of_the_same_options_keeps_its_name()
    {
        var path = _scratch.Join("a-red-circle-3-больше-seed7.mp4");
        File.WriteAllText(path, "a film");
        File.WriteAllText(VideoJob.RecordPathOf(path), (GenerationRecordTests.Sample with { Options = Video }).ToJson());

        Assert.Equal([path], Choose(_scratch.Path, false, Video));
        Assert.NotEqual([path], Choose(_scratch.Path, false, Video with { Steps = 9 }));
    }

    [Fact]
    public void A_file_must_be_one_free_and_of_the_right_kind()
    {
        File.WriteAllText(_scratch.Join("v.gif"), "mine");

        Choose(_scratch.Join("v.gif"), false, Video, Video);

        Assert.Equal(3, _faults.Count);
        Assert.Contains("names one file, but 2 videos are asked for", _faults[0], StringComparison.Ordinal);
        Assert.EndsWith($"name it {_scratch.Join("v.mp4")}.", _faults[1], StringComparison.Ordinal);
        Assert.Contains("exists already", _faults[2], StringComparison.Ordinal);
    }

    [Fact]
    public void A_place_below_a_file_or_without_permission_is_a_fault()
    {
        File.WriteAllText(_scratch.Join("file"), "");

        Choose(_scratch.Join("file", "v.mp4"), false, Video);
        Choose("/proc/none/v.mp4", false, Video);

        Assert.Contains("is a file, not a folder", _faults[0], StringComparison.Ordinal);
        Assert.Contains("--out /proc/none: cannot be written", _faults[1], StringComparison.Ordinal);
    }

    public void Dispose() => _scratch.Dispose();

    private IReadOnlyList<string> Choose(string output, bool overwrite, params GenerationOptions[] videos) =>
        OutputPlan.Choose(output, videos, GenerationRecordTests.Sample.Model, overwrite, _faults);
}
