using HunyuanVideo.Curation.Decoding;

namespace HunyuanVideo.Curation.Shots;

/// <summary>
/// Decides on the strips of a film from the frames that others need, and decodes the rest only where something may happen.
/// Segments between key frames are read side by side; where leaving frames out does not pay, they are read whole.
/// Source: spec curation §7, speed.
/// </summary>
internal sealed class TwoLevelFilm(FrameRangeReader reader, PacketTable table, ShotOptions options, int workers)
{
    private readonly ShotDecodeOptions _decoding = options.Decoding;
    private readonly int _startFrames = (int)Math.Min(int.MaxValue / 2, options.Decoding.StartPixels / Math.Max(1, table.Pixels));
    private readonly bool _isSparse = options.Decoding.LeavesOut(table.Pixels);
    private FrameRange _range = new(0, -1);
    private Thumbnail?[] _frames = [];   // of _range; null: left out

    /// <summary>Transitions of the next strip, counted from its first frame. What it shares with the one before is kept.</summary>
    public async Task<List<Transition>> FindAsync(FrameRange range, CancellationToken cancellationToken)
    {
        var first = Move(range);
        if (first <= range.Last)
        {
            var parts = _decoding.Parts(range.Last + 1 - first, table.Pixels, workers);
            await ForEachAsync(table.Segments(first, range.Last + 1, parts), ReadSegment, cancellationToken).ConfigureAwait(false);
        }

        ReadIfLeftOut(range.First, cancellationToken);
        var bars = PictureBars.Find(_frames.OfType<Thumbnail>());
        var signals = SignalStrip.SignalsOf(_frames, bars, workers);
        var strip = SignalStrip.From(signals, options.Cuts.LeastDifference, workers);
        while (WindowsOf(strip, range.First, workers) is { Count: > 0 } windows)
        {
            await ForEachAsync(windows, ReadWhole, cancellationToken).ConfigureAwait(false);
            signals = Complete(signals, bars);
            strip = SignalStrip.From(signals, options.Cuts.LeastDifference, workers, strip);
        }

        return StripTransitions.Find(strip, options, workers);
    }

    /// <summary>Goes on to a strip; the first frame of it that no earlier one has read, behind its last where there is none.</summary>
    private int Move(FrameRange range)
    {
        var frames = new Thumbnail?[range.Count];
        var shared = Math.Max(0, _range.Last + 1 - range.First);
        Array.Copy(_frames, _frames.Length - shared, frames, 0, shared);
        (_range, _frames) = (range, frames);
        return range.First + shared;
    }

    private void ReadSegment(FrameRange segment, CancellationToken cancellationToken)
    {
        foreach (var window in _isSparse ? ReadSparsely(segment, cancellationToken) : [segment])
        {
            ReadWhole(window, cancellationToken);
        }
    }

    /// <summary>Reads the frames of a segment that others need, and says what else to read; gives up early where that does not pay.</summary>
    private List<FrameRange> ReadSparsely(FrameRange segment, CancellationToken cancellationToken)
    {
        var trial = _decoding.TrialFrames;
        foreach (var (number, frame) in reader.Read(segment, isSparse: true, cancellationToken))
        {
            if (number - segment.First >= trial)
            {
                trial *= 2;
                var beginning = new FrameRange(segment.First, number - 1);
                var windows = WindowsOf(beginning, cancellationToken);
                if (!Pays(beginning, windows))
                {
                    return Join([.. windows, new FrameRange(number, segment.Last)]);
                }
            }

            _frames[number - _range.First] = Thumbnail.Of(frame);
        }

        return WindowsOf(segment, cancellationToken);
    }

    /// <summary>Whether the frames known of a stretch and its windows, read from their key frames on, are few enough of all; they are where nothing is left out.</summary>
    private bool Pays(FrameRange range, List<FrameRange> windows)
    {
        var known = _frames.AsSpan(range.First - _range.First, range.Count).ToArray().Count(frame => frame is not null);
        return known == range.Count || known + windows.Sum(window => window.Last - table.KeyFrameBefore(window.First) + 1 + _startFrames) < _decoding.MostSparseCost * range.Count;
    }

    private List<FrameRange> WindowsOf(FrameRange range, CancellationToken cancellationToken)
    {
        ReadIfLeftOut(range.First, cancellationToken);
        var frames = _frames.AsSpan(range.First - _range.First, range.Count).ToArray();
        var signals = SignalStrip.SignalsOf(frames, PictureBars.Find(frames.OfType<Thumbnail>()), 1);
        return WindowsOf(SignalStrip.From(signals, options.Cuts.LeastDifference, 1), range.First, 1);
    }

    /// <summary>The first frame of a stretch is compared with those behind it, so it must be there.</summary>
    private void ReadIfLeftOut(int frame, CancellationToken cancellationToken)
    {
        if (_frames[frame - _range.First] is null)
        {
            ReadWhole(new FrameRange(frame, frame), cancellationToken);
        }
    }

    /// <summary>Reads every frame of a stretch, and those that are decoded for its sake: they cost nothing more.</summary>
    private void ReadWhole(FrameRange range, CancellationToken cancellationToken)
    {
        var all = range with { First = Math.Max(_range.First, table.KeyFrameBefore(range.First)) };
        foreach (var (number, frame) in reader.Read(all, isSparse: false, cancellationToken))
        {
            _frames[number - _range.First] = Thumbnail.Of(frame);
        }
    }

    /// <summary>What to decode of a strip that begins at a frame of the film.</summary>
    private List<FrameRange> WindowsOf(SignalStrip strip, int first, int threads) =>
        Join(new WindowFinder(strip, options, threads).Find().Select(window => new FrameRange(window.First + first, window.Last + first)));

    /// <summary>Joins windows that one decoder had better read together.</summary>
    private List<FrameRange> Join(IEnumerable<FrameRange> windows)
    {
        var joined = new List<FrameRange>();
        foreach (var window in windows.OrderBy(window => window.First))
        {
            if (joined.Count > 0 && table.KeyFrameBefore(window.First) - _startFrames <= joined[^1].Last)
            {
                joined[^1] = new FrameRange(joined[^1].First, Math.Max(joined[^1].Last, window.Last));
            }
            else
            {
                joined.Add(window);
            }
        }

        return joined;
    }

    private FrameSignal?[] Complete(FrameSignal?[] signals, PictureBars bars)
    {
        var complete = new FrameSignal?[signals.Length];
        Parallel.For(0, signals.Length, new ParallelOptions { MaxDegreeOfParallelism = workers }, frame =>
            complete[frame] = signals[frame] ?? (_frames[frame] is { } thumbnail ? FrameSignal.From(bars.Remove(thumbnail.Planes)) : null));
        return complete;
    }

    /// <summary>Reads side by side, each on a thread of its own: reading blocks.</summary>
    private Task ForEachAsync(IEnumerable<FrameRange> ranges, Action<FrameRange, CancellationToken> read, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            ranges, new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = cancellationToken },
            async (range, stop) => await Task.Factory.StartNew(() => read(range, stop), stop, TaskCreationOptions.LongRunning, TaskScheduler.Default).ConfigureAwait(false));
}
