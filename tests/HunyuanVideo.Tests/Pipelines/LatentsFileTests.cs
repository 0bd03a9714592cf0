using HunyuanVideo.Pipelines;
using HunyuanVideo.Tests.Weights;
using HunyuanVideo.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace HunyuanVideo.Tests.Pipelines;

public sealed class LatentsFileTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    private string FilePath => _scratch.Join("v" + LatentsFile.Ending);

    [Fact]
    public void What_is_written_is_read()
    {
        using var latents = arange(8, float32).reshape(1, 2, 1, 2, 2);
        LatentsFile.Write(FilePath, latents, 3, GenerationRecordTests.Sample);

        using var file = LatentsFile.Open(FilePath);

        Assert.True(file.State.Latents.equal(latents).all().ToBoolean());
        Assert.Equal(3, file.State.StepsDone);
        Assert.True(file.Record.IsSameAs(GenerationRecordTests.Sample));
        Assert.Single(Directory.GetFiles(_scratch.Path));
    }

    [Theory]
    [InlineData("latents", "record", "4", "holds no latents of hyvideo")]
    [InlineData("latents", "hyvideo.record", "5", "says it has 5 of 4 steps")]
    [InlineData("latents", "hyvideo.record", "-1", "says it has -1 of 4 steps")]
    [InlineData("latents", "hyvideo.record", "four", "says it has four of 4 steps")]
    [InlineData("other", "hyvideo.record", "4", "holds no latents of hyvideo")]
    public void Metadata_that_do_not_hold_together_are_refused(string tensorKey, string recordKey, string steps, string message)
    {
        using var latents = zeros([1, 2, 1, 2, 2]);
        Write(tensorKey, latents, recordKey, GenerationRecordTests.Sample.ToJson(), steps);

        Assert.Contains(message, Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void Other_shapes_and_types_are_refused()
    {
        using var flat = zeros([1, 2, 4]);
        Write("latents", flat, "hyvideo.record", GenerationRecordTests.Sample.ToJson(), "4");
        Assert.Contains("its latents are [1, 2, 4]", Refusal(), StringComparison.Ordinal);

        using var whole = zeros([1, 2, 1, 2, 2], int64);
        Write("latents", whole, "hyvideo.record", GenerationRecordTests.Sample.ToJson(), "4");
        Assert.Contains("not float32", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_record_that_is_none_is_refused()
    {
        using var latents = zeros([1, 2, 1, 2, 2]);
        Write("latents", latents, "hyvideo.record", "{}", "4");

        Assert.Contains("holds no hyvideo record", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_beginning_of_a_file_is_refused()
    {
        using var latents = zeros([1, 2, 1, 2, 2]);
        LatentsFile.Write(FilePath, latents, 4, GenerationRecordTests.Sample);
        var whole = File.ReadAllBytes(FilePath);

        for (var length = 0; length < whole.Length; length += 37)
        {
            File.WriteAllBytes(FilePath, whole[..length]);
            Refusal();
        }
    }

    public void Dispose() => _scratch.Dispose();

    private string Refusal() => Assert.ThrowsAny<InputException>(() => LatentsFile.Open(FilePath).Dispose()).Message;

    private void Write(string tensorKey, Tensor latents, string recordKey, string record, string steps) => SafetensorsWriter.Write(
        FilePath, [KeyValuePair.Create(tensorKey, latents)], new Dictionary<string, string> { [recordKey] = record, ["hyvideo.steps_done"] = steps });
}
