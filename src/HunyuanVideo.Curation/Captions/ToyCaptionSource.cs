using HunyuanVideo.Synthetic;

namespace HunyuanVideo.Curation.Captions;

/// <summary>Captions of the toy world: what was drawn is known. Source: spec curation §8.</summary>
/// <param name="scenes">The scene of a clip, or null if it is none of the toy world.</param>
public sealed class ToyCaptionSource(Func<string, Scene?> scenes) : ICaptionSource
{
    /// <inheritdoc/>
    public string Name => "toy";

    /// <inheritdoc/>
    public Task<CaptionRow?> WriteAsync(CaptionRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var caption = scenes(request.ClipId) is { } scene ? Of(scene) : null;
        return Task.FromResult(caption is null ? null : new CaptionRow { ClipId = request.ClipId, Source = Name, Json = caption.ToJson(), Valid = true });
    }

    /// <summary>The caption of a scene.</summary>
    public static Caption Of(Scene scene)
    {
        var toy = StructuredCaption.Of(scene);
        return new()
        {
            Headline = toy.Headline,
            Dense = toy.Dense,
            Background = toy.Background,
            Style = toy.Style,
            ShotType = toy.ShotType,
            Lighting = toy.Lighting,
            Camera = new(toy.Camera.Label, toy.Camera.Confidence),
            Quality = toy.Quality,
            Source = toy.Source,
            Things = [.. toy.Things.Select(thing => new CaptionThing(thing.Name, thing.Colour, thing.Size, thing.Motion))],
            Audio = toy.Audio.Class is null ? null : new(toy.Audio.Class, toy.Audio.Sound, Merged: toy.Audio.Merged),
        };
    }
}
