using HunyuanVideo.Curation.Decoding;
using HunyuanVideo.Curation.Frames;
using HunyuanVideo.Curation.Units;
using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Shots;

/// <summary>Stage S3: the clips of a film, each beginning at a sharp frame. Source: spec curation §4 S3.</summary>
/// <param name="tools">ffmpeg and ffprobe.</param>
/// <param name="decode">Size of a view: sharpness is measured in views.</param>
/// <param name="options">Numbers; null: the defaults.</param>
public sealed class ClipPlanner(FfmpegTools tools, ClipDecodeOptions decode, ClipPlanOptions? options = null)
{
    /// <summary>Name of the stage.</summary>
    public const string StageName = "clips";

    /// <summary>Rises when the same film would get other clips.</summary>
    public const int AlgorithmVersion = 3;

    private readonly ClipPlanOptions _options = options ?? new ClipPlanOptions();

    /// <summary>Plans the clips of a film whose shots are known.</summary>
    /// <param name="source">The film.</param>
    /// <param name="film">What <see cref="ShotFinder"/> found in it.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="InputException">The film can no longer be decoded.</exception>
    public async Task<IReadOnlyList<ClipRow>> PlanAsync(ClipSource source, SourceShots film, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(film);
        var plan = ClipPlan.From(film, _options);
        if (plan.Clips.Count == 0)
        {
            return [];
        }

        var sharpness = source.Views is { } views
            ? await Task.Run(() => MeasureInViews(views, plan.Clips), cancellationToken).ConfigureAwait(false)
            : await MeasureAsync(source, film.Times, plan.Clips, cancellationToken).ConfigureAwait(false);
        return [.. plan.Clips.Zip(sharpness, (clip, values) => Row(source.Probe.SourceId, film.Times, clip, values))];
    }

    private ClipRow Row(string sourceId, FrameTimes times, PlannedClip clip, List<double> sharpness)
    {
        var offset = Sharpness.FirstSharp(sharpness, _options.SharpShare);
        var first = clip.First + offset;
        return new ClipRow
        {
            ClipId = CurationIds.Clip(sourceId, first, clip.Last),
            SourceId = sourceId,
            ShotFirst = clip.Shot.First,
            First = first,
            Last = clip.Last,
            Frames = clip.Last - first + 1,
            StartS = times.Seconds(first),
            DurationS = times.Duration(first, clip.Last),
            Fps = times.Rate(first, clip.Last),
            StartSharpness = (float)sharpness[offset],
            PlanOffset = offset,
        };
    }

    /// <summary>Sharpness of the first frames of every clip: each from the key frame before it, or where that cannot be found from one pass.</summary>
    private async Task<IReadOnlyList<List<double>>> MeasureAsync(ClipSource source, FrameTimes times, IReadOnlyList<PlannedClip> clips, CancellationToken cancellationToken)
    {
        var request = new DecodeRequest
        {
            Path = source.Path,
            VideoStream = source.Probe.VideoStream,
            Filter = $"{ClipFilter.Alpha(source.Probe)}{ClipFilter.View(source.Probe, decode)},extractplanes=y",
            BytesPerPixel = 1,
            SkipsLoopFilter = false,
            TimeLimit = DecodeLimits.For(times.Count == 0 ? 0 : times.Duration(0, times.Count - 1)),
        };
        var table = clips[^1].First < _options.LeastSeekedFrames ? null : await PacketProbe.ReadAsync(tools, source.Path, cancellationToken).ConfigureAwait(false);
        if (table is not null && table.Pts.SequenceEqual(times.Pts))
        {
            try
            {
                return await Task.Run(() => MeasureBySeeking(new FrameRangeReader(tools, table, request), clips, cancellationToken), cancellationToken).ConfigureAwait(false);
            }
            catch (PacketMismatchException)
            {
                // Key frames were not where the container says; one pass needs none.
            }
        }

        return await Task.Run(() => MeasureInOnePass(request, clips, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    private List<List<double>> MeasureInViews(KeptViews views, IReadOnlyList<PlannedClip> clips) =>
    [
        .. clips.Select(clip => Enumerable.Range(clip.First, clip.StartFrames)
            .Select(frame => SharpnessOf(views.Plan.Width, views.Plan.Height, views.Luma(frame))).ToList()),
    ];

    private List<List<double>> MeasureBySeeking(FrameRangeReader reader, IReadOnlyList<PlannedClip> clips, CancellationToken cancellationToken) =>
    [
        .. clips.Select(clip => reader.Read(new FrameRange(clip.First, clip.First + clip.StartFrames - 1), isSparse: false, cancellationToken)
            .Select(item => SharpnessOf(item.Frame)).ToList()),
    ];

    private List<List<double>> MeasureInOnePass(DecodeRequest request, IReadOnlyList<PlannedClip> clips, CancellationToken cancellationToken)
    {
        var sharpness = clips.Select(_ => new List<double>()).ToList();
        var (number, clip) = (0, 0);
        foreach (var frame in new SmallPictureDecoder(tools, request).Read(cancellationToken))
        {
            if (number >= clips[clip].First)
            {
                sharpness[clip].Add(SharpnessOf(frame));
                clip += sharpness[clip].Count == clips[clip].StartFrames ? 1 : 0;
            }

            number++;
            if (clip == clips.Count)
            {
                return sharpness;
            }
        }

        throw new InputException($"{request.Path}: ends at frame {number}, before its last clip does; it has changed since its shots were found, find them again.");
    }

    private double SharpnessOf(DecodedFrame frame) => SharpnessOf(frame.Width, frame.Height, frame.Pixels);

    private double SharpnessOf(int width, int height, byte[] luma)
    {
        var columns = Math.Min(width, _options.SharpnessWidth);
        var rows = Math.Max(1, (int)Math.Round((double)height * columns / width));
        return Sharpness.Of(new LumaPlane(columns, rows, AreaScaler.Down(luma, width, height, columns, rows)));
    }
}
