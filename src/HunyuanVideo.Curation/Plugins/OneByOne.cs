using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Plugins;

/// <summary>Runs a model on pictures one after the other: many exports fix N to 1, and memory stays bounded.</summary>
internal static class OneByOne
{
    public static IEnumerable<float[]> Run(OnnxModel model, IReadOnlyList<RgbPicture> pictures)
    {
        ArgumentOutOfRangeException.ThrowIfZero(pictures.Count);
        return pictures.Select(picture => model.Run(PictureTensor.From([picture], model.Plugin.Picture)).Values);
    }
}
