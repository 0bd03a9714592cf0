using HunyuanVideo.Training.Text;
using TorchSharp;
using static TorchSharp.torch;

namespace HunyuanVideo.Tests.Training.Text;

public sealed class ContrastiveLossTests
{
    [Fact]
    public void Loss_of_unlike_texts_is_the_symmetric_cross_entropy()
    {
        using var scope = NewDisposeScope();
        using var loss = new ContrastiveLoss(dtype: float64);
        var pictures = tensor(new double[,] { { 2, 0 }, { 0, 3 } });
        var texts = tensor(new double[,] { { 5, 0 }, { 3, 4 } });   // cosines [[1, 0.6], [0, 0.8]]

        var value = loss.forward(pictures, texts, tensor(new[,] { { true, false }, { false, true } })).ToDouble();

        var scale = 1 / 0.07;
        var rows = Math.Log(1 + Math.Exp(-0.4 * scale)) + Math.Log(1 + Math.Exp(-0.8 * scale));
        var columns = Math.Log(1 + Math.Exp(-1 * scale)) + Math.Log(1 + Math.Exp(-0.2 * scale));
        Assert.Equal((rows + columns) / 4, value, 12);
    }

    [Fact]
    public void Equal_texts_share_the_answer()
    {
        using var scope = NewDisposeScope();
        using var loss = new ContrastiveLoss(dtype: float64);
        var pictures = tensor(new double[,] { { 1, 0 }, { 1, 0 } });
        var texts = tensor(new double[,] { { 1, 0 }, { 1, 0 } });

        var value = loss.forward(pictures, texts, ones(2, 2, dtype: @bool)).ToDouble();

        Assert.Equal(Math.Log(2), value, 12);   // half each, and the softmax says so: only the entropy of the answer is left
    }

    [Fact]
    public void Texts_are_equal_when_every_token_is()
    {
        using var scope = NewDisposeScope();

        var same = ContrastiveLoss.SameText(tensor(new long[,] { { 1, 2 }, { 1, 3 }, { 1, 2 } }));

        Assert.Equal([true, false, true, false, true, false, true, false, true], same.data<bool>());
    }

    [Fact]
    public void Scale_starts_at_one_by_seven_hundredths_and_never_exceeds_a_hundred()
    {
        using var scope = NewDisposeScope();
        using var loss = new ContrastiveLoss(dtype: float64);
        var unit = tensor(new double[,] { { 1, 0 } });

        var first = loss.Similarities(unit, unit).ToDouble();
        using (no_grad())
        {
            loss.parameters().Single().fill_(9);
        }

        Assert.Equal(1 / 0.07, first, 10);
        Assert.Equal(100, loss.Similarities(unit, unit).ToDouble(), 10);
    }
}
