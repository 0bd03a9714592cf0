using HunyuanVideo.Curation.Decoding;

namespace HunyuanVideo.Curation.Shots;

/// <summary>
/// Decides on a strip from the frames that others need, and decodes the rest only where something may happen.
/// Source: spec curation §7, speed.
/// </summary>
internal sealed class TwoLevelStrip(FrameRangeReader reader, PacketTable table, FrameRange range, ShotOptions options, int workers)
{
    private readonly Thumbnail?[] _frames = new Thumbnail?[range.Count];
    private readonly ShotDecodeOptions _decoding = options.Decoding;

    /// <summary>Transitions counted from the strip's first frame.</summary>
    public async Task<List<Transition>> FindAsync(CancellationToken cancellationToken)
    {
        var length = Math.Clamp(range.Count / workers, _decoding.LeastSegment, _decoding.MostSegment);
        await DecodeAsync(table.Segments(range.First, range.Last + 1, length), isSparse: true, cancellationToken).ConfigureAwait(false);
        if (_frames[0] is null)
        {
            await DecodeAsync([new FrameRange(range.First, range.First)], isSparse: false, cancellationToken).ConfigureAwait(false);
        }

        var bars = PictureBars.Find(_frames.OfType<Thumbnail>());
        var signals = SignalStrip.SignalsOf(_frames, bars, workers);
        var strip = SignalStrip.From(signals, options.Cuts.LeastDifference, workers);
        while (Windows(strip) is { Count: > 0 } windows)
        {
            await DecodeAsync(windows, isSparse: false, cancellationToken).ConfigureAwait(false);
            signals = Complete(signals, bars);
            strip = SignalStrip.From(signals, options.Cuts.LeastDifference, workers, strip);
        }

        return StripTransitions.Find(strip, options, workers);
    }

    private FrameSignal?[] Complete(FrameSignal?[] signals, PictureBars bars)
    {
        var complete = new FrameSignal?[signals.Length];
        Parallel.For(0, signals.Length, new ParallelOptions { MaxDegreeOfParallelism = workers }, frame =>
            complete[frame] = signals[frame] ?? (_frames[frame] is { } thumbnail ? FrameSignal.From(bars.Remove(thumbnail.Planes)) : null));
        return complete;
    }

    /// <summary>What to decode next, in frames of the film; all of it where windows no longer pay.</summary>
    private List<FrameRange> Windows(SignalStrip strip)
    {
        var windows = Merge(new WindowFinder(strip, options, workers).Find());
        var cost = windows.Sum(window => window.Last - table.KeyFrameBefore(window.First) + 1 + _decoding.StartFrames);
        return cost <= _decoding.MostWindowShare * range.Count
            ? windows
            : [.. table.Segments(range.First, range.Last + 1, Math.Clamp(range.Count / workers, _decoding.LeastSegment, _decoding.MostSegment))];
    }

    /// <summary>Windows that one decoder had better read together.</summary>
    private List<FrameRange> Merge(List<FrameRange> windows)
    {
        var merged = new List<FrameRange>();
        foreach (var window in windows.OrderBy(window => window.First).Select(window => new FrameRange(window.First + range.First, window.Last + range.First)))
        {
            if (merged.Count > 0 && table.KeyFrameBefore(window.First) - _decoding.StartFrames <= merged[^1].Last)
            {
                merged[^1] = new FrameRange(merged[^1].First, Math.Max(merged[^1].Last, window.Last));
            }
            else
            {
                merged.Add(window);
            }
        }

        return merged;
    }

    private async Task DecodeAsync(IReadOnlyList<FrameRange> ranges, bool isSparse, CancellationToken cancellationToken)
    {
        await foreach (var _ in OrderedWork.RunAsync(ranges, workers, Read, cancellationToken).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        int Read(FrameRange part, CancellationToken stop)
        {
            foreach (var (number, frame) in reader.Read(part, isSparse, stop))
            {
                _frames[number - range.First] = new Thumbnail(frame.Pts, frame.IsBidirectional, frame.Pixels);
            }

            return part.Count;
        }
    }
}
