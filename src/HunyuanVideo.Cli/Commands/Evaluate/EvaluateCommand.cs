using System.CommandLine;

namespace HunyuanVideo.Cli.Commands.Evaluate;

/// <summary><c>hyvideo evaluate</c>: how good a model is, by measurement.</summary>
internal static class EvaluateCommand
{
    /// <summary>The command, ready to be added to the root.</summary>
    public static Command Create() => new("evaluate", "Measures a model.\n\nExample:\n  hyvideo evaluate toy --out evaluation")
    {
        EvaluateToyCommand.Create(),
        EvaluateVaeCommand.Create(),
        EvaluateNoiseCommand.Create(),
        EvaluateCompareCommand.Create(),
    };
}
