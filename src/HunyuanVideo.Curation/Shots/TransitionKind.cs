namespace HunyuanVideo.Curation.Shots;

/// <summary>How one shot gives way to the next.</summary>
public enum TransitionKind
{
    /// <summary>From one frame to the next.</summary>
    Cut,

    /// <summary>Both shots mixed for a while.</summary>
    Dissolve,

    /// <summary>Through black, white or another flat colour.</summary>
    Fade,
}
