namespace HunyuanVideo.Synthetic;

/// <summary>What is heard, in a <see cref="StructuredCaption"/>.</summary>
/// <param name="Class">"pure_sound", or null in silence.</param>
/// <param name="Sound">The sounds in words, or null.</param>
/// <param name="Merged">All that is heard in one sentence, or null.</param>
public sealed record CaptionAudio(string? Class, string? Sound, string? Merged)
{
    internal static CaptionAudio Of(Scene scene)
    {
        var bouncing = scene.Things.Where(thing => thing.Motion == Motion.Bounces).Select(thing => Phrases.Of(thing.Shape)).ToArray();
        if (bouncing.Length == 0)
        {
            return new(null, null, null);
        }

        var sound = $"struck tones of the {string.Join(" and the ", bouncing)} at the edges";
        return new("pure_sound", sound, sound);
    }
}
