using HunyuanVideo.Curation.Alike;
using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Plugins;

/// <summary>
/// A clip's vector by a plug-in for pictures (the mean of its frames' unit vectors) or for clips (one run). The space is the
/// plug-in's name. Source: spec curation §4 S12 (plug-ins).
/// </summary>
/// <param name="model">A plug-in of the kind <c>image-embedding</c> or <c>video-embedding</c>; stays the caller's.</param>
public sealed class Embedder(OnnxModel model)
{
    private const int PicturesPerClip = 8;

    /// <summary>Frames that <see cref="Embed"/> wants of a clip, evenly spaced; a still has one.</summary>
    public int Frames => model.Plugin.Kind == PluginKind.VideoEmbedding ? model.Plugin.Picture.Frames : PicturesPerClip;

    /// <summary>The row of a clip.</summary>
    /// <param name="clipId">The clip.</param>
    /// <param name="frames">Evenly spaced frames in order of time.</param>
    /// <exception cref="InputException">The model fails, gives a vector without direction, or vectors of several lengths.</exception>
    public EmbeddingRow Embed(string clipId, IReadOnlyList<RgbPicture> frames)
    {
        var vector = model.Plugin.Kind == PluginKind.VideoEmbedding
            ? Unit(model.Run(PictureTensor.From(frames, model.Plugin.Picture)).Values)
            : MeanDirection(frames);
        return new EmbeddingRow
        {
            ClipId = clipId,
            Space = model.Plugin.Manifest.Name,
            Vector = vector,
            Signature = [],
            SignatureFps = 0,
            PluginVersion = model.Plugin.Manifest.Version,
            ModelHash = model.Plugin.ModelHash,
        };
    }

    private float[] MeanDirection(IReadOnlyList<RgbPicture> frames)
    {
        double[]? sum = null;
        foreach (var values in OneByOne.Run(model, frames))
        {
            var unit = Unit(values);
            sum ??= new double[unit.Length];
            if (unit.Length != sum.Length)
            {
                throw new InputException($"{model.Plugin.Shown}: gives vectors of {sum.Length} and {unit.Length} numbers for two frames; all of one length are wanted.");
            }

            for (var i = 0; i < unit.Length; i++)
            {
                sum[i] += unit[i];
            }
        }

        return Unit([.. sum!.Select(value => (float)(value / frames.Count))]);
    }

    private float[] Unit(float[] values)
    {
        var unit = new float[values.Length];
        return UnitVectors.TryScale(values, unit) ? unit
            : throw new InputException($"{model.Plugin.Shown}: gives a vector without direction ([{values.Length}] zeros); its normalisation in {PluginReader.ManifestName} may be wrong.");
    }
}
