namespace HunyuanVideo.Curation.Shots;

/// <summary>Packets of a film in order of presentation, hidden ones left out: where its key frames are, without decoding.</summary>
internal sealed class PacketTable
{
    private readonly long[] _pts;
    private readonly int[] _keyFrames;
    private readonly double _unit;

    /// <param name="pts">Time stamps, rising.</param>
    /// <param name="keyFrames">Numbers of the key frames, rising.</param>
    /// <param name="unit">Seconds per unit of time stamp.</param>
    /// <param name="pixels">Pixels of a frame.</param>
    public PacketTable(long[] pts, int[] keyFrames, double unit, long pixels) => (_pts, _keyFrames, _unit, Pixels) = (pts, keyFrames, unit, pixels);

    /// <summary>Time stamps, rising.</summary>
    public IReadOnlyList<long> Pts => _pts;

    /// <summary>Frames.</summary>
    public int Count => _pts.Length;

    /// <summary>Pixels of a frame; 0 where that is not known.</summary>
    public long Pixels { get; }

    /// <summary>Seconds from the first frame to the last.</summary>
    public double Seconds => (_pts[^1] - _pts[0]) * _unit;

    /// <summary>Number of the frame with a time stamp; negative where there is none.</summary>
    public int IndexOf(long pts) => Array.BinarySearch(_pts, pts);

    /// <summary>The key frame that decoding must start at to see <paramref name="frame"/>; 0 where none is before it.</summary>
    public int KeyFrameBefore(int frame)
    {
        var at = Array.BinarySearch(_keyFrames, frame);
        at = at < 0 ? ~at - 1 : at;
        return at < 0 ? 0 : _keyFrames[at];
    }

    /// <summary>
    /// Where to seek so that decoding starts at a key frame: a little behind it, because demuxers seek by decoding time and
    /// ffmpeg takes 3/23 s off for that; never as far as the next key frame. Null: the film's beginning.
    /// </summary>
    public double? SeekSeconds(int keyFrame)
    {
        const double mostLag = 0.15;
        if (keyFrame == 0)
        {
            return null;
        }

        var next = Array.Find(_keyFrames, key => key > keyFrame);
        var room = next == 0 ? mostLag : (_pts[next] - _pts[keyFrame]) * _unit / 2;
        return (_pts[keyFrame] * _unit) + Math.Min(mostLag, room);
    }

    /// <summary>Cuts frames [first, end) into about <paramref name="parts"/> equal parts, each cut at the key frame that is nearest.</summary>
    public IReadOnlyList<FrameRange> Segments(int first, int end, int parts)
    {
        var segments = new List<FrameRange>();
        var (from, least) = (first, Math.Max(1, (end - first) / parts / 2));
        for (var part = 1; part < parts; part++)
        {
            var key = KeyFrameNear(first + (int)((long)(end - first) * part / parts));
            if (key - from >= least && end - key >= least)
            {
                segments.Add(new FrameRange(from, key - 1));
                from = key;
            }
        }

        segments.Add(new FrameRange(from, end - 1));
        return segments;
    }

    private int KeyFrameNear(int frame)
    {
        var before = KeyFrameBefore(frame);
        var at = Array.BinarySearch(_keyFrames, frame);
        var next = at < 0 ? ~at : at;
        return next < _keyFrames.Length && _keyFrames[next] - frame < frame - before ? _keyFrames[next] : before;
    }
}
