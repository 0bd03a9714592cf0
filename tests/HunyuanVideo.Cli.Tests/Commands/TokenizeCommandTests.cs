using System.CommandLine;
using HunyuanVideo.Cli.Commands;
using HunyuanVideo.Tokenizers;

namespace HunyuanVideo.Cli.Tests.Commands;

public sealed class TokenizeCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hyvideo-tokenize-").FullName;

    public TokenizeCommandTests() => BpeTrainer.Train(TokenizerKind.Llama, ["ab ab"], 262).Write(_folder);

    [Fact]
    public void Ids_are_printed_separated_by_spaces()
    {
        Assert.Equal("257 256 220\n", Run("--text", "ab "));
    }

    [Fact]
    public void Json_has_ids_and_tokens()
    {
        Assert.Equal("{\"ids\":[257,256,220],\"tokens\":[\"<|begin_of_text|>\",\"ab\",\"Ġ\"]}\n", Run("--text", "ab ", "--json"));
    }

    [Fact]
    public void A_file_is_one_text_and_with_lines_one_text_per_line()
    {
        var file = Path.Join(_folder, "texts.txt");
        File.WriteAllText(file, "ab\nab\n");

        Assert.Equal("257 256 198 256 198\n", Run("--file", file));
        Assert.Equal("257 256\n257 256\n", Run("--file", file, "--lines"));
    }

    [Theory]
    [InlineData("no text was given")]
    [InlineData("both --text and --file", "--text", "a", "--file", "b")]
    [InlineData("--lines splits a file", "--text", "a", "--lines")]
    [InlineData("none.txt: cannot be read", "--file", "none.txt")]
    [InlineData("--fast concerns CLIP's tokenizer", "--text", "a", "--fast")]
    public void A_wrong_command_line_says_what_to_change(string reason, params string[] arguments)
    {
        var fault = Assert.Throws<InputException>(() => Run(arguments));

        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Run(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var parsed = TokenizeCommand.Create().Parse(["--tokenizer", _folder, .. arguments]);

        Assert.Empty(parsed.Errors);
        parsed.Invoke(new InvocationConfiguration { Output = output, EnableDefaultExceptionHandler = false });
        return output.ToString();
    }
}
