using System.CommandLine;

namespace HunyuanVideo.Cli;

/// <summary>What a command reads to check its line and needs again to act: it is read once.</summary>
/// <typeparam name="T">What is read.</typeparam>
/// <param name="read">Reads it; a fault is not kept.</param>
internal sealed class ReadOnce<T>(Func<ParseResult, T> read)
    where T : class
{
    private (ParseResult Line, T Value)? _known;

    /// <summary>What the line leads to.</summary>
    public T Of(ParseResult parsed)
    {
        if (_known is not { } known || known.Line != parsed)
        {
            _known = known = (parsed, read(parsed));
        }

        return known.Value;
    }
}
