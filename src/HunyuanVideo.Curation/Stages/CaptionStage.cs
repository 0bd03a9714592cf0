using HunyuanVideo.Curation.Audio;
using HunyuanVideo.Curation.Captions;
using HunyuanVideo.Curation.Motion;
using HunyuanVideo.Curation.Picture;
using HunyuanVideo.Curation.Running;
using HunyuanVideo.Curation.Shots;
using HunyuanVideo.Curation.Text;

namespace HunyuanVideo.Curation.Stages;

/// <summary>S16 as a stage of a run: one source of captions. Source: spec curation §8.</summary>
/// <param name="source">Writes or finds the captions.</param>
/// <param name="options">What decides their words, or null.</param>
public sealed class CaptionStage(ICaptionSource source, object? options) : IClipStage
{
    private readonly bool _needsPictures = source is HttpCaptionSource;

    /// <inheritdoc/>
    public StageDeclaration Declaration { get; } = new()
    {
        Name = "caption_" + source.Name,
        Version = FactsCaptionSource.Version,
        Unit = UnitKind.Clip,
        Options = options,
        Reads =
        [
            ClipPlanner.StageName, OverlayAnalyser.Stage, TextAnalyser.Stage, TechnicalAnalyser.Stage, ClarityAnalyser.Stage, MotionAnalyser.Stage,
            CameraClassifier.Stage, AudioAnalyser.Stage,
        ],
        Writes = [typeof(CaptionRow)],
        Resource = source is HttpCaptionSource ? ResourceClass.Remote : ResourceClass.Cpu,
        CostSeconds = 0.01,
    };

    /// <inheritdoc/>
    public ClipFinish Begin(ClipUnit clip, ClipPass pass)
    {
        var warmth = pass.Share(() => new WarmthMeter());
        var pictures = _needsPictures ? pass.Share(() => new CaptionPictures(clip.Clip)) : null;
        return async (facts, cancellationToken) =>
        {
            var request = new CaptionRequest(
                clip.Clip.ClipId, FactsOf(facts, warmth.Warmth), clip.Source.Path, pictures is null ? null : _ => Task.FromResult(pictures.Finish()));
            var row = await source.WriteAsync(request, cancellationToken).ConfigureAwait(false);
            return row is null ? new StageResult([], "no_caption") : StageResult.Of(row);
        };
    }

    private static ClipFacts FactsOf(UnitFacts facts, double? warmth)
    {
        var (technical, motion, camera) = (facts.Find<TechnicalRow>(), facts.Find<MotionRow>(), facts.Find<CameraRow>());
        var (text, audio) = (facts.Find<TextRow>(), facts.Find<AudioRow>());
        return new ClipFacts
        {
            ExposureMean = technical?.ExposureMean,
            Contrast = technical?.Contrast,
            Colourfulness = technical?.Colourfulness,
            Warmth = warmth,
            Flicker = technical?.Flicker,
            NoiseSigma = technical?.NoiseSigma,
            Quality = technical?.Quality,
            Clarity = facts.Find<ClarityRow>()?.Clarity,
            GlobalSpeed = motion?.GlobalSpeed,
            ObjectSpeed = motion?.ObjectSpeed,
            FrozenShare = motion?.FrozenShare,
            MovingShare = motion?.Coverage,
            CameraLabel = camera?.Label,
            CameraConfidence = camera?.Confidence,
            TextCoverage = text?.CoverageMax,
            HasSubtitles = text?.Subtitle,
            HasScroll = text?.Scroll,
            TextSample = text?.TextSample,
            HasLogo = facts.All<OverlayRow>().Count > 0,
            AudioClass = audio?.Class,
            SilenceRatio = audio?.SilenceRatio,
        };
    }
}
