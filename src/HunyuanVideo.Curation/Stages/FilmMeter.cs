using System.Collections.Immutable;
using HunyuanVideo.Curation.Frames;
using HunyuanVideo.Curation.Ingest;
using HunyuanVideo.Curation.Plugins;
using HunyuanVideo.Curation.Running;
using HunyuanVideo.Curation.Text;

namespace HunyuanVideo.Curation.Stages;

/// <summary>Looks at every frame of a clip for transitions by a TransNetV2 model. Keeps small frames only. Source: spec curation §4 S11.</summary>
/// <param name="net">Finds them.</param>
internal sealed class FilmMeter(TransNetV2 net) : IPluginMeter
{
    /// <inheritdoc/>
    public Type Row => typeof(ShotModelRow);

    /// <inheritdoc/>
    public ImmutableArray<string> Reads { get; } = [SourceProbe.Stage];

    /// <inheritdoc/>
    public void Try() => net.Judge(0, [.. Enumerable.Range(0, TrialClip.Clip.Frames).Select(frame => net.See(TrialClip.Picture(frame)))]);

    /// <inheritdoc/>
    public ClipFinish Begin(ClipUnit clip, ClipPass pass)
    {
        var film = pass.Share(() => new SmallFilm(net));
        return (_, _) => Task.FromResult(StageResult.Of(net.Judge(clip.Clip.First, film.Frames)));
    }

    private sealed class SmallFilm(TransNetV2 net) : IClipAnalyser
    {
        public List<float[]> Frames { get; } = [];

        public void Add(ViewFrame frame) => Frames.Add(net.See(ViewColours.ToRgb(frame)));
    }
}
