namespace HunyuanVideo.Cli;

/// <summary>What a long command shows while it works; may be called from any thread.</summary>
internal interface IWorkDisplay : IProgress<WorkProgress>
{
    /// <summary>Prints a line of the result.</summary>
    void PrintResult(string line);

    /// <summary>Tells the user something in one sentence, beside the result.</summary>
    void PrintNotice(string sentence);
}
