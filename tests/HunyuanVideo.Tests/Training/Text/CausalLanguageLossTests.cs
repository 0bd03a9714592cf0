using HunyuanVideo.Tests.TextEncoders;
using HunyuanVideo.Training.Text;
using TorchSharp;
using static TorchSharp.torch;

namespace HunyuanVideo.Tests.Training.Text;

public sealed class CausalLanguageLossTests
{
    private static readonly IReadOnlyList<int>[] Texts = [[1, 5, 6, 7, 2], [1, 8, 9, 2], [1, 5, 9, 11, 12, 2]];

    [Fact]
    public void Loss_is_the_mean_over_real_next_tokens()
    {
        using var scope = NewDisposeScope();
        var scores = new[, ,] { { { 0.0, 1, 2 }, { 3, 0, 1 }, { 0, 0, 0 } }, { { 1, 1, 4 }, { 9, 9, 9 }, { 0, 5, 0 } } };
        var ids = tensor(new long[,] { { 0, 2, 1 }, { 1, 0, 2 } });
        var mask = tensor(new long[,] { { 1, 1, 1 }, { 1, 1, 0 } });

        var loss = CausalLanguageLoss.Compute(tensor(scores), ids, mask).ToDouble();

        var first = Math.Log(1 + Math.E + Math.Exp(2)) - 2;          // [0, 1, 2] → token 2
        var second = Math.Log(Math.Exp(3) + 1 + Math.E) - 0;         // [3, 0, 1] → token 1
        var third = Math.Log(Math.E + Math.E + Math.Exp(4)) - 1;     // [1, 1, 4] → token 0; the padded pair does not count
        Assert.Equal((first + second + third) / 3, loss, 12);
    }

    [Fact]
    public void Batch_without_a_pair_of_real_tokens_is_refused()
    {
        using var scope = NewDisposeScope();

        Assert.Throws<ArgumentException>(() =>
            CausalLanguageLoss.Compute(zeros(1, 3, 4), zeros(1, 3, dtype: int64), tensor(new long[,] { { 1, 0, 0 } })));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Gradients_reach_every_parameter(bool tiesHead)
    {
        using var scope = NewDisposeScope();
        using var model = new LlamaForCausalLm(Shapes.SmallLlama with { TiesHead = tiesHead });
        model.InitializeForTraining(1);

        Loss(model).backward();

        Assert.Equal(tiesHead ? 38 : 39, model.named_parameters().Count());
        Assert.All(model.named_parameters(), item => Assert.True(item.parameter.grad!.abs().sum().ToDouble() > 0, item.name));
    }

    [Fact]
    public void Thirty_steps_learn_three_texts()
    {
        using var model = new LlamaForCausalLm(Shapes.SmallLlama);
        model.InitializeForTraining(1);
        using var optimizer = optim.AdamW(model.parameters(), lr: 1e-2, weight_decay: 0);

        var losses = Enumerable.Range(0, 30).Select(_ => Step(model, optimizer)).ToArray();

        Assert.Equal(Math.Log(50), losses[0], 0.3);   // untrained: every token alike
        Assert.True(losses[^1] < 0.5, $"{losses[0]} → {losses[^1]}");
    }

    private static double Step(LlamaForCausalLm model, optim.Optimizer optimizer)
    {
        using var scope = NewDisposeScope();
        optimizer.zero_grad();
        var loss = Loss(model);
        loss.backward();
        optimizer.step();
        return loss.ToDouble();
    }

    private static Tensor Loss(LlamaForCausalLm model)
    {
        var batch = TokenBatch.Create(Texts, padId: 0);
        return CausalLanguageLoss.Compute(model.forward(batch.Ids, batch.Mask), batch.Ids, batch.Mask);
    }
}
