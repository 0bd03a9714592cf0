namespace HunyuanVideo.Curation.Shots;

/// <summary>One change from shot to shot. Source: spec curation §7, truth rules.</summary>
/// <param name="Kind">How.</param>
/// <param name="First">A cut's first frame of the new shot; otherwise the first mixed frame.</param>
/// <param name="Last">A cut's <paramref name="First"/>; otherwise the last mixed frame.</param>
/// <param name="Score">How unlike the pictures on both sides are, 0…1.</param>
public sealed record Transition(TransitionKind Kind, int First, int Last, float Score)
{
    /// <summary>The kind as tables and JSON spell it.</summary>
    public string KindName => Kind switch
    {
        TransitionKind.Cut => "cut",
        TransitionKind.Dissolve => "dissolve",
        _ => "fade",
    };

    /// <summary>Frames that belong to neither shot.</summary>
    public int MixedFrames => Kind == TransitionKind.Cut ? 0 : Last - First + 1;
}
