using System.Diagnostics;
using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Tests.Units;

public sealed class OneLineTests
{
    [Theory]
    [InlineData("plain-1.mp4", "plain-1.mp4")]
    [InlineData("it's $(touch x)", "'it'\\''s $(touch x)'")]
    [InlineData("", "''")]
    [InlineData("two\nlines 'n\\n", "$'two\\u000alines \\'n\\\\n'")]
    public async Task An_argument_comes_back_from_a_shell_as_it_was(string argument, string quoted)
    {
        Assert.Equal(quoted, OneLine.Argument(argument));
        Assert.Equal(argument, await PrintedByBashAsync(quoted));
    }

    [Fact]
    public void A_name_keeps_to_its_line() => Assert.Equal("a\\u000ab\\u001b[2J", OneLine.Text("a\nb\u001b[2J"));

    private static async Task<string> PrintedByBashAsync(string argument)
    {
        var start = new ProcessStartInfo("bash") { RedirectStandardOutput = true };
        Array.ForEach(["-c", $"printf %s {argument}"], start.ArgumentList.Add);
        using var bash = Process.Start(start)!;
        return await bash.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
