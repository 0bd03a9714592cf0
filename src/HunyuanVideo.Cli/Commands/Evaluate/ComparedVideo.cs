namespace HunyuanVideo.Cli.Commands.Evaluate;

/// <summary>A prompt's video as a comparison knows it.</summary>
/// <param name="Prompt">What was asked for.</param>
/// <param name="Path">The file.</param>
/// <param name="Checks">Which attributes are right, all together last.</param>
/// <param name="MakingSeconds">What making it took; null if it was there already.</param>
internal sealed record ComparedVideo(string Prompt, string Path, IReadOnlyList<(string Name, bool IsRight)> Checks, double? MakingSeconds)
{
    /// <summary>"right", or what is wrong as far as it is known.</summary>
    public string Verdict
    {
        get
        {
            var wrong = Checks.SkipLast(1).Where(check => !check.IsRight).Select(check => check.Name).ToList();
            return Checks[^1].IsRight ? "right" : wrong.Count == 0 ? "wrong" : "wrong " + string.Join(", ", wrong);
        }
    }
}
