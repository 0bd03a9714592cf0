namespace HunyuanVideo.Curation.Text;

/// <summary>Frames that stand for a clip: the middles of equal parts.</summary>
public static class EvenSamples
{
    /// <summary>Numbers of the frames, ascending, without doubles.</summary>
    /// <param name="first">First frame of the clip.</param>
    /// <param name="frames">Frames of the clip.</param>
    /// <param name="count">How many at most.</param>
    public static IReadOnlyList<int> Of(int first, int frames, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(frames);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        var parts = Math.Min(frames, count);
        return [.. Enumerable.Range(0, parts).Select(part => first + (int)(((2L * part) + 1) * frames / (2 * parts)))];
    }

    /// <summary>As many numbers as asked for, ascending: of a shorter clip some come again.</summary>
    /// <inheritdoc cref="Of"/>
    public static IReadOnlyList<int> Exactly(int first, int frames, int count)
    {
        var samples = Of(first, frames, count);
        return [.. Enumerable.Range(0, count).Select(sample => samples[(int)((long)sample * samples.Count / count)])];
    }
}
