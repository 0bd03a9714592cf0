using System.CommandLine;

namespace HunyuanVideo.Cli.Tests;

public sealed class CommandLineTests
{
    public static TheoryData<string> Commands => [.. All(CommandLine.CreateRoot(new Option<bool>("--verbose")), "").Select(command => command.Words)];

    /// <summary>Every command that does something, as its words.</summary>
    public static TheoryData<string> Leaves => [.. All(CommandLine.CreateRoot(new Option<bool>("--verbose")), "").Where(IsLeaf).Select(leaf => leaf.Words)];

    /// <summary>Every option and argument that is no free text, with a line that gives it the empty text.</summary>
    public static TheoryData<string, string[]> Empties
    {
        get
        {
            var values = new TheoryData<string, string[]>();
            foreach (var (words, command) in All(CommandLine.CreateRoot(new Option<bool>("--verbose")), "").Where(IsLeaf))
            {
                foreach (var option in command.Options.Where(option => option.Arity.MaximumNumberOfValues > 0 && option.ValueType != typeof(bool) && option.HelpName != "TEXT"))
                {
                    values.Add(option.Name, [.. words.Split(' '), option.Name, ""]);
                }

                foreach (var (index, argument) in command.Arguments.Index())
                {
                    values.Add(argument.Name, [.. words.Split(' '), .. Enumerable.Repeat("", index + 1)]);
                }
            }

            return values;
        }
    }

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
    [InlineData("hyvideo evaluate needs a command: toy, vae, noise, compare; hyvideo evaluate --help says what they do.", "evaluate")]
    [InlineData("the command 'tpy' is unknown; did you mean 'toy'?", "evaluate", "tpy")]
    public async Task What_is_wrong_is_one_sentence_that_says_how_to_mend_it(string sentence, params string[] arguments)
    {
        var outcome = await Toy.RunAsync(arguments);

        Assert.Equal((2, ""), (outcome.Code, outcome.Output));
        Assert.Equal("hyvideo: " + sentence, Assert.Single(outcome.Errors));
    }

    [Theory]
    [MemberData(nameof(Empties))]
    public async Task Nothing_but_free_text_may_be_empty(string name, string[] line)
    {
        var outcome = await Toy.RunAsync(line);

        Assert.Equal((2, ""), (outcome.Code, outcome.Output));
        Assert.Single(outcome.Errors, line => line.StartsWith($"hyvideo: {name} is empty; give ", StringComparison.Ordinal));
        Assert.DoesNotContain("--verbose", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Leaves))]
    public async Task A_slip_of_the_fingers_is_never_taken_for_a_value(string command)
    {
        var outcome = await Toy.RunAsync([.. command.Split(' '), "--polcy", "x"]);

        Assert.Equal((2, ""), (outcome.Code, outcome.Output));
        Assert.Single(outcome.Errors, line => line.StartsWith("hyvideo: the option '--polcy' is unknown; ", StringComparison.Ordinal));
        Assert.DoesNotContain(outcome.Errors, line => line.Contains("--verbose", StringComparison.Ordinal) || line.StartsWith("hyvideo: x", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_option_of_several_values_takes_no_option_for_one()
    {
        var outcome = await Toy.RunAsync("evaluate", "vae", "--level", "1", "2", "--polcy", "x");

        Assert.Equal("hyvideo: the option '--polcy' is unknown; hyvideo evaluate vae --help lists the options.", Assert.Single(outcome.Errors));
    }

    [Fact]
    public async Task Behind_two_dashes_every_word_is_a_value()
    {
        var outcome = await Toy.RunAsync("curate", "run", "--out", "/none/c", "--", "--polcy");

        Assert.Equal("hyvideo: --polcy: no such file or folder; check the path.", Assert.Single(outcome.Errors));
        Assert.Equal("hyvideo: '--steps' is too much; put a text with spaces in quotes.", Assert.Single((await Toy.RunAsync("generate", "--", "-a cat", "--steps")).Errors));
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

    private static IEnumerable<(string Words, Command Command)> All(Command command, string words) =>
        command.Subcommands.SelectMany(sub => All(sub, $"{words} {sub.Name}".TrimStart())).Append((words, command));

    private static bool IsLeaf((string Words, Command Command) command) => command.Words.Length > 0 && command.Command.Action is not null;
}
