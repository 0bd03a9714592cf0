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

        var (moving, axes) = Moving(shifts);
        var isStatic = moving.Count < _options.LeastMovingFrames;
        var box = ToView(border);
        var edges = isStatic ? [.. _samples.Select(sample => sample.Edges)] : moving;
        var things = new StayingThings(edges, box, _moments, isStatic ? (true, true) : axes, _options);
        var found = things.Boxes()
            .Select(part => (Box: part, Kind: Kind(part, things, box, isStatic)))
            .Where(part => part.Kind is not null)
            .ToArray();
        return found.Length > _options.MostOverlays ? [] : [.. found.Select((part, index) => Row(part.Box, part.Kind!, index, things, isStatic))];
    }

    /// <summary>Samples between which the picture moved, and along which axes.</summary>
    private (List<SignedEdges> Samples, (bool Rows, bool Columns) Axes) Moving(IReadOnlyList<GlobalShift> shifts)
    {
        var moving = new List<SignedEdges>();
        var (wayX, wayY, wayOfSpread) = (0.0, 0.0, 0.0);
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
                (wayX, wayY, wayOfSpread) = (wayX + Math.Abs(x), wayY + Math.Abs(y), wayOfSpread + spread);
                (x, y, spread) = (0, 0, 0);
            }

            sample++;
        }

        var least = _options.AxisShare * (wayX + wayY + wayOfSpread);
        return (moving, (wayX + wayOfSpread >= least, wayY + wayOfSpread >= least));
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

    private string? Kind(PixelBox box, StayingThings things, PixelBox picture, bool isStatic)
    {
        var (columns, rows) = IsWithin(box, picture, _options.OuterShare);
        if (isStatic ? columns && rows : columns || rows)
        {
            return box.Width >= _options.LineAspect * box.Height ? "other" : "logo";
        }

        return !isStatic && things.Alpha(box) <= _options.WatermarkAlpha ? "watermark" : null;
    }

    /// <summary>Whether a box lies wholly within a share of the width, or of the height, from an edge of the picture.</summary>
    private static (bool Columns, bool Rows) IsWithin(PixelBox box, PixelBox picture, double share)
    {
        var (x, y) = (picture.Width * share, picture.Height * share);
        return (box.X1 <= picture.X0 + x || box.X0 >= picture.X1 - x, box.Y1 <= picture.Y0 + y || box.Y0 >= picture.Y1 - y);
    }

    private OverlayRow Row(PixelBox box, string kind, int index, StayingThings things, bool isStatic)
    {
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
            Persistence = (float)(things.Persistence(box) * (isStatic ? _options.StaticCertainty : 1)),
            Contrast = (float)things.Contrast(box),
            Detector = isStatic ? "edges_static_scene" : "edges",
        };
    }
}
