namespace HunyuanVideo.Cli;

/// <summary>Gathers what is wrong with a command line from the parts that find it.</summary>
internal static class Faults
{
    /// <summary>What <paramref name="read"/> gives; null when it finds a fault of the user, which is added to <paramref name="faults"/>.</summary>
    public static T? Try<T>(ICollection<string> faults, Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (InputException fault)
        {
            faults.Add(fault.Message);
            return null;
        }
    }
}
