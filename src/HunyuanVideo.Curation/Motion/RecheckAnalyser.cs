using HunyuanVideo.Curation.Frames;
using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Motion;

/// <summary>
/// Looks at every frame of a clip again for a transition the shot detector missed: neighbours for a cut, pictures eight
/// frames apart for a dissolve. Keeps 15 structures, no frames. Source: spec curation §4 S11.
/// </summary>
public sealed class RecheckAnalyser : IClipAnalyser
{
    /// <summary>Name of the stage.</summary>
    public const string Stage = "recheck";

    /// <summary>Version of the algorithm: part of the stage key.</summary>
    public const int AlgorithmVersion = 1;

    private readonly AnalysedClip _clip;
    private readonly ShotStructureOf _structureOf;
    private readonly PixelBox? _crop;
    private readonly RecheckOptions _options;
    private readonly List<(int Index, IShotStructure Structure)> _kept = [];
    private int _keptFrom;
    private int _next = 1;
    private double _worst;
    private int _worstFrame;

    /// <param name="clip">The clip.</param>
    /// <param name="structureOf">The shot detector's view of a picture.</param>
    /// <param name="crop">The part of the view to look at, in its pixels; null for all of it.</param>
    /// <param name="options">Numbers of the stage.</param>
    public RecheckAnalyser(AnalysedClip clip, ShotStructureOf structureOf, PixelBox? crop = null, RecheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(clip);
        ArgumentNullException.ThrowIfNull(structureOf);
        (_clip, _structureOf, _crop, _options) = (clip, structureOf, crop, options ?? new RecheckOptions());
        _worstFrame = clip.First;
    }

    private int Count => _keptFrom + _kept.Count;

    /// <inheritdoc/>
    public void Add(ViewFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        _kept.Add((frame.Index, _structureOf(frame, _crop ?? new PixelBox(0, 0, frame.Width, frame.Height))));
        if (_next <= Count - _options.FlashReach)
        {
            Check(_next++);
        }

        var oldest = _next - _options.Lag - _options.FlashReach + 1;
        for (; _keptFrom < oldest; _keptFrom++)
        {
            _kept.RemoveAt(0);
        }
    }

    /// <summary>The row; null for a clip of fewer than two frames.</summary>
    public RecheckRow? Finish()
    {
        if (Count < 2)
        {
            return null;
        }

        while (_next < Count)
        {
            Check(_next++);
        }

        return new RecheckRow
        {
            ClipId = _clip.ClipId,
            WorstScore = (float)_worst,
            WorstFrame = _worstFrame,
            SingleShot = _worst < _options.OtherShot,
            Detector = _options.Detector,
        };
    }

    private void Check(int at)
    {
        Compare(at - 1, at);
        if (at >= _options.Lag)
        {
            Compare(at - _options.Lag, at);
        }
    }

    private void Compare(int before, int after)
    {
        var score = Distance(before, after);
        if (score > _worst && (score < _options.OtherShot || !IsExplained(before, after)))
        {
            (_worst, _worstFrame) = (score, _kept[after - _keptFrom].Index);
        }
    }

    private bool IsExplained(int before, int after) => IsFlash(before, after) || (after - before > 1 && IsMotion(before, after));

    // Something before is like something after: the scene went on.
    private bool IsFlash(int before, int after)
    {
        for (var a = Math.Max(_keptFrom, before - _options.FlashReach + 1); a <= before; a++)
        {
            for (var b = after; b < Math.Min(Count, after + _options.FlashReach); b++)
            {
                if (Distance(a, b) < _options.FlashVeto)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private bool IsMotion(int before, int after)
    {
        var middle = (before + after) / 2;
        return Distance(before, middle, isWide: true) + Distance(middle, after, isWide: true) < _options.PathVeto;
    }

    private double Distance(int before, int after, bool isWide = false) =>
        _kept[before - _keptFrom].Structure.DistanceTo(_kept[after - _keptFrom].Structure, isWide);
}
