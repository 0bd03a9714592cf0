using System.Collections.Immutable;
using HunyuanVideo.Curation.Frames;
using HunyuanVideo.Curation.Ingest;
using HunyuanVideo.Curation.Running;
using HunyuanVideo.Curation.Text;

namespace HunyuanVideo.Curation.Stages;

/// <summary>The text of a clip as S6 measures it, with somebody else's eyes.</summary>
/// <param name="row">The record.</param>
/// <param name="detector">Finds lines.</param>
/// <param name="recogniser">Reads them, or null.</param>
/// <param name="options">Numbers of S6.</param>
/// <param name="take">What the record takes of it.</param>
internal sealed class TextMeter(Type row, ITextDetector detector, ITextRecogniser? recogniser, TextOptions options, Func<TextRow, object> take) : IPluginMeter
{
    /// <inheritdoc/>
    public Type Row => row;

    /// <inheritdoc/>
    public ImmutableArray<string> Reads { get; } = [SourceProbe.Stage];

    /// <inheritdoc/>
    public void Try()
    {
        var picture = TrialClip.Text();
        detector.Find(picture);
        recogniser?.Read(picture, TextQuad.Of(TrialClip.TextBox));
    }

    /// <inheritdoc/>
    public ClipFinish Begin(ClipUnit clip, ClipPass pass)
    {
        var own = new TextAnalyser(clip.Clip, detector, recogniser, options);
        pass.Share(() => new Eyes()).Analysers.Add(own);
        return (_, _) => Task.FromResult(own.Finish() is { } found ? StageResult.Of(take(found.Row)) : new StageResult([], "too_few_frames"));
    }

    /// <summary>The analysers of all such meters of a pass: S6 has its own.</summary>
    private sealed class Eyes : IClipAnalyser
    {
        public List<TextAnalyser> Analysers { get; } = [];

        public void Add(ViewFrame frame)
        {
            Analysers.ForEach(analyser => analyser.Add(frame));
        }
    }
}
