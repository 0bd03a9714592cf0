namespace HunyuanVideo.Cli;

/// <summary>Faults of a command line, gathered so that all are said at once.</summary>
internal sealed class FaultList : List<string>
{
    /// <summary>What <paramref name="read"/> gives, or null and its fault is added.</summary>
    public T? Try<T>(Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (InputException fault)
        {
            Add(fault.Message);
            return null;
        }
    }

    /// <exception cref="InputException">There are faults; the message has a line for each.</exception>
    public void ThrowIfAny()
    {
        if (Count > 0)
        {
            throw new InputException(string.Join(Environment.NewLine, this));
        }
    }
}
