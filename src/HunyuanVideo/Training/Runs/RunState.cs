namespace HunyuanVideo.Training.Runs;

/// <summary>Where a run stands.</summary>
public enum RunState
{
    /// <summary>A process is at work on it.</summary>
    Running,

    /// <summary>Its last update is made, and no process holds it.</summary>
    Done,

    /// <summary>No process holds it, and updates are left; the command that began it goes on.</summary>
    Interrupted,

    /// <summary>No process holds it, and its recipe is not known: nobody can say whether updates are left.</summary>
    Stopped,
}
