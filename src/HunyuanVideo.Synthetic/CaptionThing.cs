namespace HunyuanVideo.Synthetic;

/// <summary>A thing in a <see cref="StructuredCaption"/>.</summary>
/// <param name="Name">"circle".</param>
/// <param name="Colour">"red".</param>
/// <param name="Size">"small".</param>
/// <param name="Motion">"moves to the right".</param>
public sealed record CaptionThing(string Name, string Colour, string Size, string Motion)
{
    internal static CaptionThing Of(Thing thing) => new(
        Phrases.Of(thing.Shape), Phrases.Of(thing.Colour), Phrases.Of(thing.Size), Phrases.Of(thing.Motion)[0]);
}
