namespace HunyuanVideo.Cli.Tests;

public sealed class CommandLineTests
{
    public static TheoryData<string> Commands =>
        ["", "generate", "decode", "replay", "inspect", "tokenize", "parity", "synth", "train", "evaluate", "evaluate toy", "evaluate vae", "doctor"];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Every_command_has_help_with_an_example(string command)
    {
        var outcome = await Toy.RunAsync([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);

        Assert.Equal((0, ""), (outcome.Code, outcome.Error));
        Assert.Matches(@"Examples?:\s+hyvideo " + command, outcome.Output);
    }

    [Fact]
    public async Task No_command_is_a_question_for_help()
    {
        var outcome = await Toy.RunAsync();

        Assert.Equal(0, outcome.Code);
        Assert.Contains("generate", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_version_is_a_number() => Assert.Matches(@"^\d+\.\d+\.\d+", (await Toy.RunAsync("--version")).Output);

    [Theory]
    [InlineData("the command 'generat' is unknown; did you mean 'generate'?", "generat", "a cat", "--steps", "4")]
    [InlineData("the command 'paint' is unknown; hyvideo --help lists the commands.", "paint")]
    [InlineData("the option '--modle' is unknown; did you mean '--model'?", "doctor", "--modle", "x")]
    [InlineData("hyvideo doctor takes options only, so 'now' is too much; leave it out.", "doctor", "now")]
    [InlineData("--recipe FILE is missing: what to train: a JSON file as in recipes/toy.", "train")]
    [InlineData("hyvideo evaluate needs a command: toy, vae, compare; hyvideo evaluate --help says what they do.", "evaluate")]
    [InlineData("the command 'tpy' is unknown; did you mean 'toy'?", "evaluate", "tpy")]
    public async Task What_is_wrong_is_one_sentence_that_says_how_to_mend_it(string sentence, params string[] arguments)
    {
        var outcome = await Toy.RunAsync(arguments);

        Assert.Equal((2, ""), (outcome.Code, outcome.Output));
        Assert.Equal("hyvideo: " + sentence, Assert.Single(outcome.Errors));
    }

    [Fact]
    public async Task A_trace_is_shown_only_when_asked_for()
    {
        var plain = await Toy.RunAsync("tokenize", "--tokenizer", "/none", "--text", "a");
        var verbose = await Toy.RunAsync("tokenize", "--tokenizer", "/none", "--text", "a", "--verbose");

        Assert.Equal((2, 2), (plain.Code, verbose.Code));
        Assert.DoesNotContain("   at ", plain.Error, StringComparison.Ordinal);
        Assert.Contains("   at ", verbose.Error, StringComparison.Ordinal);
    }
}
