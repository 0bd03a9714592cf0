namespace HunyuanVideo.Synthetic.Tests;

public sealed class PromptSetTests
{
    [Fact]
    public void Half_of_the_prompts_are_unseen_and_none_comes_twice()
    {
        var prompts = PromptSet.Level1(200, 0);

        Assert.Equal(100, prompts.Count(prompt => prompt.IsUnseen));
        Assert.Equal(200, prompts.Select(prompt => prompt.Text).Distinct().Count());
        Assert.All(prompts, prompt => Assert.Equal(prompt.IsUnseen, prompt.Expected.IsUnseen));
    }

    [Fact]
    public void A_smaller_set_is_the_beginning_of_a_larger_one()
    {
        Assert.Equal(PromptSet.Level1(100, 3).Take(20), PromptSet.Level1(20, 3));
    }
}
