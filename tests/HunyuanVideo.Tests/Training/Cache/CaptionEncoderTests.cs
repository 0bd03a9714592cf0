using HunyuanVideo.Training.Cache;
using static TorchSharp.torch;

namespace HunyuanVideo.Tests.Training.Cache;

public sealed class CaptionEncoderTests
{
    private static readonly Caption[] Captions =
    [
        .. Caption.Empty,
        new("a red circle", IsPicture: true),
        new("a small blue square starts above a large green star on a striped yellow background; the square spins", IsPicture: false),
        .. Enumerable.Range(0, 40).Select(i => new Caption(string.Join(' ', Enumerable.Repeat("moves left", 1 + (i % 7))), IsPicture: i % 2 == 0)),
    ];

    [Fact]
    public void Captions_of_all_lengths_say_together_what_each_says_alone()
    {
        using var scope = NewDisposeScope();
        using var encoder = new CaptionEncoder(Path.Join(Repository.Root, "models", "toy"));
        var together = encoder.Encode(Captions, TestContext.Current.CancellationToken);

        Assert.Equal(Captions.Length, together.Count);
        foreach (var (caption, text) in Captions.Zip(together))
        {
            var alone = encoder.Encode(caption);
            Assert.Equal(alone.States.shape, text.States.shape);
            Assert.InRange(Difference(alone.States, text.States), 0, 1e-4);
            Assert.InRange(Difference(alone.Pooled, text.Pooled), 0, 1e-4);
        }
    }

    [Fact]
    public void Encoding_many_captions_can_be_stopped()
    {
        using var scope = NewDisposeScope();
        using var encoder = new CaptionEncoder(Path.Join(Repository.Root, "models", "toy"));
        Assert.Throws<OperationCanceledException>(() => encoder.Encode(Captions, new CancellationToken(canceled: true)));
    }

    private static float Difference(Tensor expected, Tensor actual) => ((expected - actual).abs().max() / expected.abs().max()).item<float>();
}
