namespace HunyuanVideo;

/// <summary>Something that came from outside is wrong; the message says what, where and how to mend it. Exit code 2.</summary>
public class InputException : Exception
{
    /// <param name="message">One sentence: the fault with its value, the place, the mend.</param>
    public InputException(string message)
        : base(message)
    {
    }

    /// <param name="message">One sentence: the fault with its value, the place, the mend.</param>
    /// <param name="innerException">What was caught on the way.</param>
    public InputException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
