using System.Collections.Immutable;
using HunyuanVideo.Curation.Frames;
using HunyuanVideo.Curation.Ingest;
using HunyuanVideo.Curation.Picture;
using HunyuanVideo.Curation.Plugins;
using HunyuanVideo.Curation.Running;
using HunyuanVideo.Curation.Text;
using HunyuanVideo.Curation.Units;
using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Stages;

/// <summary>Measures a clip by some of its frames, evenly spaced, at the size of the view.</summary>
/// <param name="row">The record.</param>
/// <param name="frames">How many; of a clip that is shorter some come again where the model takes clips.</param>
/// <param name="isOfClips">Whether the model takes one number of frames only.</param>
/// <param name="isCropped">Whether the frames are cut to the part worth training on.</param>
/// <param name="measure">Makes the row.</param>
internal sealed class PictureMeter(Type row, int frames, bool isOfClips, bool isCropped, Func<AnalysedClip, IReadOnlyList<RgbPicture>, object> measure) : IPluginMeter
{
    /// <inheritdoc/>
    public Type Row => row;

    /// <inheritdoc/>
    public ImmutableArray<string> Reads { get; } = [isCropped ? CropSolver.Stage : SourceProbe.Stage];

    /// <inheritdoc/>
    public void Try() => measure(TrialClip.Clip, [.. FramesOf(TrialClip.Clip).Select(TrialClip.Picture)]);

    /// <inheritdoc/>
    public ClipFinish Begin(ClipUnit clip, ClipPass pass)
    {
        var wanted = FramesOf(clip.Clip);
        var seen = pass.Share(() => new WantedFrames());
        seen.Want(wanted);
        return (facts, _) => Task.FromResult(seen.Pictures(wanted) is { Count: > 0 } pictures
            ? StageResult.Of(measure(clip.Clip, isCropped ? [.. pictures.Select(picture => Cropped(picture, clip.Clip, facts.Get<CropRow>().ToBox()))] : pictures))
            : new StageResult([], "no_frames"));
    }

    private IReadOnlyList<int> FramesOf(AnalysedClip clip) =>
        isOfClips ? EvenSamples.Exactly(clip.First, clip.Frames, frames) : EvenSamples.Of(clip.First, clip.Frames, frames);

    private static RgbPicture Cropped(RgbPicture picture, AnalysedClip clip, PixelBox crop) =>
        PicturePart.Cut(picture, crop.Scale((double)picture.Width / clip.Width, (double)picture.Height / clip.Height));
}
