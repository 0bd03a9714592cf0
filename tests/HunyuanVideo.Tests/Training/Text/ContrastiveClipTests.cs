using HunyuanVideo.Tests.TextEncoders;
using HunyuanVideo.Training.Text;
using TorchSharp;
using static TorchSharp.torch;

namespace HunyuanVideo.Tests.Training.Text;

public sealed class ContrastiveClipTests
{
    private static readonly IReadOnlyList<int>[] Captions = [[48, 5, 6, 49], [48, 7, 49], [48, 5, 6, 49], [48, 8, 9, 10, 49]];

    [Fact]
    public void Gradients_reach_every_parameter()
    {
        using var scope = NewDisposeScope();
        using var clip = Filled();

        Loss(clip).backward();

        // The bias of the keys shifts all scores of a softmax alike, so its gradient is rounding noise or zero.
        Assert.All(clip.named_parameters(), item => Assert.True(
            item.parameter.grad is { } gradient && (item.name.EndsWith("k_proj.bias", StringComparison.Ordinal) || gradient.abs().sum().ToDouble() > 0),
            item.name));
    }

    [Fact]
    public void Thirty_steps_tell_three_captions_apart()
    {
        using var clip = Filled();
        using var optimizer = optim.AdamW(clip.parameters(), lr: 2e-3, weight_decay: 0);

        var losses = Enumerable.Range(0, 30).Select(_ => Step(clip, optimizer)).ToArray();

        // Two of four captions are equal: half of the rows keep an entropy of ln 2.
        Assert.True(losses[^1] < (Math.Log(2) / 2) + 0.1, $"{losses[0]} → {losses[^1]}");
        Assert.True(losses[0] > losses[^1] + 0.5, $"{losses[0]} → {losses[^1]}");
    }

    [Fact]
    public void Same_seed_gives_the_same_weights_and_another_seed_others()
    {
        using var scope = NewDisposeScope();
        using var first = Filled();
        using var second = Filled();
        using var other = Filled(seed: 2);

        Assert.True(first.state_dict().All(item => item.Value.equal(second.state_dict()[item.Key]).all().item<bool>()));
        Assert.False(first.Text.state_dict().All(item => item.Value.equal(other.Text.state_dict()[item.Key]).all().item<bool>()));
    }

    [Fact]
    public void Stacked_frames_are_the_first_the_middle_and_the_last()
    {
        using var scope = NewDisposeScope();
        var video = arange(5, dtype: float32).reshape(1, 1, 5, 1, 1).expand(2, 3, 5, 128, 96);

        var frames = ClipImageTower.StackFrames(video);

        Assert.Equal([2, 9, 64, 64], frames.shape);
        Assert.Equal([0, 0, 0, 2, 2, 2, 4, 4, 4], frames[1, TensorIndex.Colon, 63, 63].data<float>());
    }

    [Fact]
    public void Batch_is_padded_on_the_right_and_cut_to_its_length()
    {
        using var batch = TokenBatch.Create(Captions, padId: 49, length: 4);

        Assert.Equal([48, 5, 6, 49, 48, 7, 49, 49, 48, 5, 6, 49, 48, 8, 9, 10], batch.Ids.data<long>());
        Assert.Equal([1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1], batch.Mask.data<long>());
    }

    [Fact]
    public void Similarities_leave_only_their_result_alive()
    {
        using var noGradient = no_grad();
        using var clip = Filled();
        using var captions = TokenBatch.Create(Captions, padId: 49);
        using var frames = Frames();
        using var scope = NewDisposeScope();

        clip.Similarities(captions, frames);

        Assert.Equal(1, scope.DisposablesCount);
    }

    private static ContrastiveClip Filled(ulong seed = 1)
    {
        var clip = new ContrastiveClip(Shapes.SmallClip, embeddingWidth: 16);
        clip.InitializeForTraining(seed);
        return clip;
    }

    private static double Step(ContrastiveClip clip, optim.Optimizer optimizer)
    {
        using var scope = NewDisposeScope();
        optimizer.zero_grad();
        var loss = Loss(clip);
        loss.backward();
        optimizer.step();
        return loss.ToDouble();
    }

    private static Tensor Loss(ContrastiveClip clip) => clip.forward(TokenBatch.Create(Captions, padId: 49), Frames());

    /// <summary>A bright patch that moves with the caption; the two equal captions have nearly equal clips.</summary>
    private static Tensor Frames()
    {
        var frames = full([4, 9, 64, 64], -1f);
        foreach (var (row, step) in new[] { (0, 8), (1, 0), (2, 8), (3, 16) })
        {
            for (var frame = 0; frame < 3; frame++)
            {
                frames.narrow(0, row, 1).narrow(1, 3 * frame, 3).narrow(2, 24, 16).narrow(3, 4 + row + (frame * step), 16).fill_(1f);
            }
        }

        return frames;
    }
}
