namespace HunyuanVideo.Cli;

/// <summary>For files and pipes: a plain line now and then.</summary>
internal sealed class PlainDisplay(TextWriter output, TextWriter error, TimeProvider time) : IWorkDisplay
{
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly WorkPace _pace = new(time);
    private long _lastLine = time.GetTimestamp();

    public void Report(WorkProgress value)
    {
        lock (_lock)
        {
            if (!_pace.Note(value) && time.GetElapsedTime(_lastLine) >= BetweenLines)
            {
                error.WriteLine(_pace.Describe());
                _lastLine = time.GetTimestamp();
            }
        }
    }

    public void PrintResult(string line)
    {
        lock (_lock)
        {
            output.WriteLine(line);
        }
    }

    public void PrintNotice(string sentence)
    {
        lock (_lock)
        {
            error.WriteLine($"hyvideo: {sentence}");
        }
    }
}
