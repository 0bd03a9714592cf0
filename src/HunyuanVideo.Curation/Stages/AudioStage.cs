using HunyuanVideo.Curation.Audio;
using HunyuanVideo.Curation.Ingest;
using HunyuanVideo.Curation.Motion;
using HunyuanVideo.Curation.Running;
using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Stages;

/// <summary>S17 as a stage of a run. Source: spec curation §9.</summary>
/// <param name="tools">The executables.</param>
/// <param name="options">Numbers of the measurement.</param>
/// <param name="voice">Who tells speech.</param>
/// <param name="voiceHash">SHA-256 of its model, or null.</param>
/// <param name="motion">Numbers of S10.</param>
/// <param name="camera">Numbers of S15.</param>
public sealed class AudioStage(FfmpegTools tools, AudioOptions options, IVoiceDetector voice, string? voiceHash, MotionOptions motion, CameraOptions camera) : IClipStage
{
    private readonly PcmReader _reader = new(tools);
    private readonly AudioAnalyser _analyser = new(options, voice);

    /// <inheritdoc/>
    public StageDeclaration Declaration { get; } = new()
    {
        Name = AudioAnalyser.Stage,
        Version = AudioAnalyser.Version,
        Unit = UnitKind.Clip,
        Options = options,
        ModelHash = voiceHash,
        Reads = [SourceProbe.Stage, MotionAnalyser.Stage],
        Writes = [typeof(AudioRow)],
        CostSeconds = 0.2,
    };

    /// <inheritdoc/>
    public ClipFinish Begin(ClipUnit clip, ClipPass pass)
    {
        if (!clip.Facts.Get<ProbeRow>().HasAudio)
        {
            return (_, _) => Task.FromResult(StageResult.Of(AudioRow.WithoutSound(clip.Clip.ClipId, options)));
        }

        var shared = pass.Share(() => new SharedMotion(clip.Clip, motion, camera));
        return async (facts, cancellationToken) =>
        {
            var times = facts.Get<FrameTimeRow>();
            try
            {
                var sound = await _reader.ReadClipAsync(
                    clip.Source.Path, times.Seconds(times.Pts[clip.Clip.First]), clip.Clip.DurationSeconds, cancellationToken).ConfigureAwait(false);
                return StageResult.Of(_analyser.Measure(clip.Clip.ClipId, sound, Events(shared.Finish(), times.Time(clip.Clip.First))));
            }
            catch (InputException)
            {
                return new StageResult([], "sound_undecodable");
            }
        };
    }

    private static IReadOnlyList<TimedSeries> Events(ClipMotion? motion, double start) => motion is null
        ? []
        :
        [
            new TimedSeries([.. motion.Pairs.Select(pair => ((pair.StartTime + pair.EndTime) / 2) - start)], [.. motion.Pairs.Select(pair => pair.ObjectSpeed)]),
            new TimedSeries([.. motion.Changes.Select(change => change.Time - start)], [.. motion.Changes.Select(change => change.Difference)]),
        ];
}
