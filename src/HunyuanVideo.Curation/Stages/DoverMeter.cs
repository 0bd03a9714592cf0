using System.Collections.Immutable;
using HunyuanVideo.Curation.Frames;
using HunyuanVideo.Curation.Ingest;
using HunyuanVideo.Curation.Picture;
using HunyuanVideo.Curation.Plugins;
using HunyuanVideo.Curation.Running;
using HunyuanVideo.Curation.Text;
using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Stages;

/// <summary>Quality by a DOVER model. It wants pixels at native size, which no other stage does: the clip is decoded once more for it.</summary>
/// <param name="dover">Judges.</param>
/// <param name="decoder">Delivers frames at their own size.</param>
/// <param name="scratch">A folder for the decoder.</param>
internal sealed class DoverMeter(Dover dover, ClipDecoder decoder, string scratch) : IPluginMeter
{
    /// <inheritdoc/>
    public Type Row => typeof(DoverRow);

    /// <inheritdoc/>
    public ImmutableArray<string> Reads { get; } = [CropSolver.Stage];

    /// <inheritdoc/>
    public void Try() => dover.Judge(TrialClip.Clip.Frames, frame => dover.See(TrialClip.Clip.ClipId, TrialClip.Picture(frame)));

    /// <inheritdoc/>
    public ClipFinish Begin(ClipUnit clip, ClipPass pass) => async (facts, cancellationToken) =>
    {
        var source = new ClipSource(clip.Source.Path, facts.Get<ProbeRow>(), facts.Get<FrameTimeRow>());
        var seen = await decoder.SearchAsync(source, async search =>
        {
            var frames = new SeenFrames(dover, clip.Clip, facts.Get<CropRow>().ToBox());
            await decoder.DecodeAsync(source, clip.Clip, [frames], [], scratch, search, cancellationToken).ConfigureAwait(false);
            return frames.Seen;
        }).ConfigureAwait(false);
        return StageResult.Of(dover.Judge(clip.Clip.Frames, frame => seen[frame]));
    };

    /// <summary>Keeps the two small views of the frames that are judged.</summary>
    private sealed class SeenFrames(Dover dover, AnalysedClip clip, PixelBox crop) : IClipAnalyser
    {
        private readonly HashSet<int> _wanted = [.. dover.Windows(clip.Frames).SelectMany(window => window)];

        public Dictionary<int, DoverFrame> Seen { get; } = [];

        public void Add(ViewFrame frame)
        {
            if (_wanted.Contains(frame.Index - clip.First))
            {
                Seen[frame.Index - clip.First] = dover.See(clip.ClipId, PicturePart.Cut(ViewColours.ToRgb(frame), crop));
            }
        }
    }
}
