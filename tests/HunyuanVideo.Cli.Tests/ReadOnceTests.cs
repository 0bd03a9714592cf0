using System.CommandLine;

namespace HunyuanVideo.Cli.Tests;

public sealed class ReadOnceTests
{
    [Fact]
    public void A_line_is_read_once_and_another_anew()
    {
        var reads = 0;
        var value = new ReadOnce<string>(_ => (++reads).ToString(System.Globalization.CultureInfo.InvariantCulture));
        var command = new Command("x");
        var (line, other) = (command.Parse(""), command.Parse(""));

        Assert.Equal(["1", "1", "2"], [value.Of(line), value.Of(line), value.Of(other)]);
    }

    [Fact]
    public void A_fault_is_not_kept()
    {
        var reads = 0;
        var value = new ReadOnce<string>(_ => ++reads == 1 ? throw new InputException("none") : "there");
        var line = new Command("x").Parse("");

        Assert.Throws<InputException>(() => value.Of(line));
        Assert.Equal("there", value.Of(line));
    }
}
