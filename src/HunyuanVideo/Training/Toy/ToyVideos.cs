using HunyuanVideo.Synthetic;
using HunyuanVideo.Tensors;
using static TorchSharp.torch;

namespace HunyuanVideo.Training.Toy;

/// <summary>Clips of the toy world as training tensors.</summary>
internal static class ToyVideos
{
    /// <summary>Scene <paramref name="index"/> of a run, its level taken in turn.</summary>
    public static Scene Scene(ulong seed, long index, IReadOnlyList<SceneLevel> levels, Split split) =>
        SceneSampler.Sample(seed, (ulong)index, levels[(int)(index % levels.Count)], split);

    /// <summary>Whole clips as <c>[B, 3, F, H, W]</c> in −1…1; the caller owns the tensor.</summary>
    public static Tensor Whole(IReadOnlyList<ToyClip> clips)
    {
        var size = clips[0].Size;
        var cut = ClipCut.Whole(size);
        var video = new float[clips.Count * cut.Count];
        for (var i = 0; i < clips.Count; i++)
        {
            cut.Copy(clips[i], video.AsSpan(i * cut.Count, cut.Count));
        }

        return AlignedTensor.Copy(video, [clips.Count, 3, size.Frames, size.Height, size.Width]);
    }
}
