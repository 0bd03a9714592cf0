using HunyuanVideo.Training.Runs;

namespace HunyuanVideo.Training.Reports;

/// <summary>A run's state as a tag.</summary>
internal static class StateTag
{
    /// <summary>The tag.</summary>
    public static string Write(RunState state) => $"<span class=\"tag {state.ToString().ToLowerInvariant()}\">{state.ToString().ToLowerInvariant()}</span>";
}
