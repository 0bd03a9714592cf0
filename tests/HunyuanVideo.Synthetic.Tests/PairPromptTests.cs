namespace HunyuanVideo.Synthetic.Tests;

public sealed class PairPromptTests
{
    [Fact]
    public void Every_prompt_has_two_things_and_their_relation_and_half_are_unseen()
    {
        var prompts = PromptSet.Level2(40, seed: 0);

        Assert.All(prompts, prompt => Assert.Equal(2, prompt.Expected.Things.Count));
        Assert.All(prompts, prompt => Assert.Contains(" starts ", prompt.Text, StringComparison.Ordinal));
        Assert.Equal(20, prompts.Count(prompt => prompt.IsUnseen));
        Assert.Equal(40, prompts.Select(prompt => prompt.Text).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(prompts.Take(10).Select(prompt => prompt.Text), PromptSet.Level2(10, seed: 0).Select(prompt => prompt.Text));
    }
}
