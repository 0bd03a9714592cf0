namespace HunyuanVideo.Curation.Audio;

/// <summary>The pitch of each frame by normalised autocorrelation at 8 kHz.</summary>
internal static class PitchTrack
{
    private const int Lowering = 2;   // 16 kHz to 8 kHz: formants above 4 kHz say nothing of pitch
    private const int SemitonesPerOctave = 12;
    private const int Highest = 4;    // shortest period looked at, samples: 2 kHz

    /// <summary>Semitones above 1 Hz, or 0 without a voice; one for each frame.</summary>
    public static double[] Of(SoundFrames frames, SpeechOptions options)
    {
        var wave = Decimator.Lower(frames.Wave, Lowering);
        var rate = SoundFrames.SampleRate / Lowering;
        var (shortest, longest) = ((int)(rate / options.HighestPitch), (int)Math.Ceiling(rate / options.LowestPitch));
        var padded = new float[(frames.Count * rate / frames.FramesPerSecond) + options.PitchWindow + longest + 1];
        wave.AsSpan(0, Math.Min(wave.Length, padded.Length)).CopyTo(padded);
        var windows = Enumerable.Range(0, frames.Count).Select(frame => frame * rate / frames.FramesPerSecond).ToArray();
        var energies = windows.Select(start => (double)Energy(padded, start, options)).ToArray();
        var least = energies.Max() * Decibels.ToPower(-options.QuietestVoice);
        var pitches = new double[frames.Count];
        var correlation = new double[longest + 2];
        for (var frame = 0; frame < pitches.Length; frame++)
        {
            pitches[frame] = energies[frame] > least ? Pitch(padded, windows[frame], shortest, longest, correlation, rate, options) : 0;
        }

        return pitches;
    }

    /// <summary>Semitones between the lowest and the highest pitch that are reached from a frame without a pause or a leap.</summary>
    public static double Range(double[] pitches, int frame, int reach, double largestStep)
    {
        var (low, high) = (pitches[frame], pitches[frame]);
        foreach (var direction in (ReadOnlySpan<int>)[-1, 1])
        {
            for (var at = frame; Math.Abs(at + direction - frame) <= reach; at += direction)
            {
                var next = at + direction;
                if (next < 0 || next >= pitches.Length || pitches[next] == 0 || Math.Abs(pitches[next] - pitches[at]) > largestStep)
                {
                    break;
                }

                (low, high) = (Math.Min(low, pitches[next]), Math.Max(high, pitches[next]));
            }
        }

        return high - low;
    }

    private static float Energy(float[] wave, int start, SpeechOptions options)
    {
        var window = wave.AsSpan(start, options.PitchWindow);
        return Decimator.Dot(window, window);
    }

    private static double Pitch(float[] wave, int start, int shortest, int longest, double[] correlation, int rate, SpeechOptions options)
    {
        var window = wave.AsSpan(start, options.PitchWindow);
        var energy = (double)Decimator.Dot(window, window);
        var shifted = (double)Energy(wave, start + Highest - 1, options);
        for (var lag = Highest - 1; lag <= longest + 1 && start + lag + options.PitchWindow <= wave.Length; lag++)
        {
            correlation[lag] = Decimator.Dot(window, wave.AsSpan(start + lag, options.PitchWindow)) / Math.Sqrt((energy * Math.Max(shifted, 0)) + double.Epsilon);
            var (leaving, entering) = (wave[start + lag], start + lag + options.PitchWindow < wave.Length ? wave[start + lag + options.PitchWindow] : 0);
            shifted += (entering * entering) - (leaving * leaving);
        }

        var best = correlation.AsSpan(shortest, longest - shortest + 1).ToArray().Max();
        if (best < options.VoicedFrom)
        {
            return 0;
        }

        for (var lag = Highest; lag <= longest; lag++)
        {
            if (correlation[lag] >= options.OctaveShare * best && correlation[lag] >= correlation[lag - 1] && correlation[lag] >= correlation[lag + 1])
            {
                // A tone above the range repeats at every multiple of its period: those are no voice.
                return lag < shortest ? 0 : SemitonesPerOctave * Math.Log2(rate / Refined(correlation, lag));
            }
        }

        return 0;   // the best lies at the edge: what repeats is no voice
    }

    private static double Refined(double[] values, int at)
    {
        var bend = values[at - 1] - (2 * values[at]) + values[at + 1];
        return bend < 0 ? at + ((values[at - 1] - values[at + 1]) / (2 * bend)) : at;
    }
}
