using HunyuanVideo.Curation.Audio;
using HunyuanVideo.Curation.Ingest;
using HunyuanVideo.Curation.Running;
using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Stages;

/// <summary>Reads the sound of clips for plug-ins.</summary>
/// <param name="tools">The executables.</param>
/// <param name="sampleRate">Samples a second.</param>
internal sealed class ClipSounds(FfmpegTools tools, int sampleRate)
{
    private const float TrialLevel = 0.3f;
    private const double TrialHertz = 440;

    private readonly PcmReader _reader = new(tools, sampleRate: sampleRate);

    /// <summary>A second of a tone, on which plug-ins are tried.</summary>
    public float[] Trial() => [.. Enumerable.Range(0, sampleRate).Select(i => TrialLevel * (float)Math.Sin(2 * Math.PI * TrialHertz * i / sampleRate))];

    /// <summary>The clip's sound, or null and why there is none.</summary>
    public async Task<(float[]? Samples, string? Reason)> ReadAsync(ClipUnit clip, UnitFacts facts, CancellationToken cancellationToken)
    {
        if (!facts.Get<ProbeRow>().HasAudio)
        {
            return (null, "no_sound");
        }

        var times = facts.Get<FrameTimeRow>();
        try
        {
            var samples = await _reader.ReadAllAsync(
                clip.Source.Path, times.Seconds(times.Pts[clip.Clip.First]), clip.Clip.DurationSeconds, cancellationToken).ConfigureAwait(false);
            return (samples, null);
        }
        catch (InputException)
        {
            return (null, "sound_undecodable");
        }
    }
}
