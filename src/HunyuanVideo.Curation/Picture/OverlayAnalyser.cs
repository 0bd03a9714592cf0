using HunyuanVideo.Curation.Frames;
using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Picture;

/// <summary>Finds logos and watermarks: things whose edges stay while the picture moves. Source: spec curation §4 S5.</summary>
/// <remarks>
/// Kept of the frames are their edges as bits, four directions, about a third of a frame each; which of them count
/// is decided at the end, when the motion between them is known.
/// </remarks>
public sealed class OverlayAnalyser : IClipAnalyser
{
    /// <summary>Name of the stage.</summary>
    public const string Stage = "overlays";

    /// <summary>Version of the algorithm.</summary>
    public const int Version = 1;

    private readonly AnalysedClip _clip;
    private readonly OverlayOptions _options;
    private readonly List<(int Frame, SignedEdges Edges)> _samples = [];
    private readonly PaddedPlane _plane = new();
    private TemporalMoments? _moments;
    private int _frames;

    /// <param name="clip">The clip that will be shown.</param>
    /// <param name="options">What counts as an overlay.</param>
    public OverlayAnalyser(AnalysedClip clip, OverlayOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(clip);
        _clip = clip;
        _options = options ?? new OverlayOptions();
    }

    /// <inheritdoc/>
    public void Add(ViewFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        var index = _frames++;
        if (_samples.Count >= _options.Frames || index < (long)_samples.Count * _clip.Frames / _options.Frames)
        {
            return;
        }

        _plane.Fill(frame.Y.AsSpan(0, frame.Width * frame.Height), frame.Width, frame.Height);
        _samples.Add((index, SignedEdges.Of(_plane, _options.EdgeThreshold)));
        _moments ??= new TemporalMoments(frame.Width, frame.Height);
        _moments.Add(frame.Y);
    }

    /// <summary>The overlays of the clip.</summary>
    /// <param name="shifts">Motion of the whole picture, one for each frame of the clip, the first against itself; empty if unknown.</param>
    /// <param name="border">The picture inside its borders, in source pixels; what lies outside is not looked at.</param>
    public IReadOnlyList<OverlayRow> Finish(IReadOnlyList<GlobalShift> shifts, PixelBox border)
    {
        ArgumentNullException.ThrowIfNull(shifts);
        if (_samples.Count < 2 || _moments is null)
        {
            return [];
        }

        var moving = Moving(shifts);
        var isStatic = moving.Count < _options.LeastMovingFrames;
        var box = ToView(border);
        var persistence = new EdgePersistence(_plane.Width, _plane.Height, isStatic ? [.. _samples.Select(s => s.Edges)] : moving);
        var mask = persistence.Staying(box, _options).Close(_options.Closing);
        var found = Find(mask, box).Where(part => Fits(part, box)).ToArray();
        return found.Length > _options.MostOverlays
            ? []
            : [.. found.OrderByDescending(part => part.Box.Area)
                .Select(part => (part.Box, Kind: Kind(part.Box, mask, box)))
                .Where(part => part.Kind is not null)
                .Select((part, index) => Row(part.Box, part.Kind!, index, mask, persistence, isStatic))];
    }

    /// <summary>Samples between which the picture moved.</summary>
    private List<SignedEdges> Moving(IReadOnlyList<GlobalShift> shifts)
    {
        var moving = new List<SignedEdges>();
        var (x, y, spread) = (0.0, 0.0, 0.0);   // since the last sample taken
        var sample = 0;
        for (var frame = 0; frame < shifts.Count && sample < _samples.Count; frame++)
        {
            (x, y, spread) = (x + shifts[frame].X, y + shifts[frame].Y, spread + shifts[frame].Spread);
            if (_samples[sample].Frame != frame)
            {
                continue;
            }

            if (moving.Count == 0 || Math.Sqrt((x * x) + (y * y)) + spread > _options.LeastMotion)
            {
                moving.Add(_samples[sample].Edges);
                (x, y, spread) = (0, 0, 0);
            }

            sample++;
        }

        return moving;
    }

    /// <summary>The border box in the view, less a margin where there is a border.</summary>
    private PixelBox ToView(PixelBox border)
    {
        var box = border.Scale(_plane.Width / (double)_clip.Width, _plane.Height / (double)_clip.Height);
        var margin = _options.BorderMargin;
        var inner = new PixelBox(
            border.X0 > 0 ? box.X0 + margin : 0,
            border.Y0 > 0 ? box.Y0 + margin : 0,
            border.X1 < _clip.Width ? box.X1 - margin : _plane.Width,
            border.Y1 < _clip.Height ? box.Y1 - margin : _plane.Height);
        return inner.Width > 0 && inner.Height > 0 ? inner : new PixelBox(0, 0, _plane.Width, _plane.Height);
    }

    /// <summary>Parts of the mask, those close to one another joined.</summary>
    private List<(PixelBox Box, int Pixels)> Find(BitMask mask, PixelBox box)
    {
        var parts = mask.Components();
        var gap = (int)Math.Round(_options.JoinWithin * Math.Max(box.Width, box.Height));
        for (var i = 0; i < parts.Count; i++)
        {
            var near = parts.FindIndex(i + 1, other => !IsApart(parts[i].Box, other.Box, gap));
            if (near >= 0)
            {
                var (a, b) = (parts[i].Box, parts[near].Box);
                var joined = new PixelBox(Math.Min(a.X0, b.X0), Math.Min(a.Y0, b.Y0), Math.Max(a.X1, b.X1), Math.Max(a.Y1, b.Y1));
                parts[i] = (joined, parts[i].Pixels + parts[near].Pixels);
                parts.RemoveAt(near);
                i = -1;     // the joined box may touch earlier ones
            }
        }

        return parts;
    }

    private static bool IsApart(PixelBox a, PixelBox b, int gap) =>
        a.X0 - gap >= b.X1 || b.X0 - gap >= a.X1 || a.Y0 - gap >= b.Y1 || b.Y0 - gap >= a.Y1;

    private bool Fits((PixelBox Box, int Pixels) part, PixelBox picture)
    {
        var share = part.Box.Area / (double)picture.Area;
        return share >= _options.LeastArea && share <= _options.GreatestArea && part.Pixels >= _options.LeastFill * part.Box.Area;
    }

    private string? Kind(PixelBox box, BitMask mask, PixelBox picture)
    {
        var (outerX, outerY) = (picture.Width * _options.OuterShare, picture.Height * _options.OuterShare);
        var isOuter = box.X1 <= picture.X0 + outerX || box.X0 >= picture.X1 - outerX || box.Y1 <= picture.Y0 + outerY || box.Y0 >= picture.Y1 - outerY;
        return isOuter ? "logo" : _moments!.Alpha(box, mask) <= _options.WatermarkAlpha ? "watermark" : null;
    }

    private OverlayRow Row(PixelBox box, string kind, int index, BitMask mask, EdgePersistence persistence, bool isStatic)
    {
        var (sum, count) = (0.0, 0);
        for (var y = box.Y0; y < box.Y1; y++)
        {
            for (var x = box.X0; x < box.X1; x++)
            {
                // Closing added pixels that are no edges themselves.
                if (mask[x, y] && persistence.Directed(x, y) is var share && share >= _options.LeastPersistence / 2)
                {
                    sum += share;
                    count++;
                }
            }
        }

        var source = box.Scale(_clip.Width / (double)_plane.Width, _clip.Height / (double)_plane.Height);
        return new OverlayRow
        {
            ClipId = _clip.ClipId,
            Index = index,
            Kind = kind,
            X0 = source.X0,
            Y0 = source.Y0,
            X1 = source.X1,
            Y1 = source.Y1,
            Persistence = (float)(sum / Math.Max(1, count) * (isStatic ? _options.StaticCertainty : 1)),
            Contrast = (float)_moments!.Contrast(box, mask),
            Detector = isStatic ? "edges_static_scene" : "edges",
        };
    }
}
