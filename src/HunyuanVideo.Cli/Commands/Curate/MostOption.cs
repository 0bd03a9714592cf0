using System.CommandLine;

namespace HunyuanVideo.Cli.Commands.Curate;

/// <summary>The option <c>--most</c>: lines of a long list that are shown.</summary>
/// <param name="description">What is listed.</param>
internal sealed class MostOption(string description)
{
    private const int Standard = 20;

    /// <summary>The option itself.</summary>
    public Option<int> Option { get; } = new("--most") { Description = description, HelpName = "N", DefaultValueFactory = _ => Standard };

    /// <summary>What is wrong with it.</summary>
    public IEnumerable<string> Faults(ParseResult parsed) =>
        !parsed.IsFaulty(Option) && parsed.GetValue(Option) is < 0 and var most ? [$"--most {most} is below 0; choose a greater value."] : [];
}
