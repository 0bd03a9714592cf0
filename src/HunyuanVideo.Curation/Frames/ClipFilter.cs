using System.Globalization;
using HunyuanVideo.Curation.Decoding;
using HunyuanVideo.Curation.Ingest;

namespace HunyuanVideo.Curation.Frames;

/// <summary>
/// The filters of a clip: its frames as small pictures and, of a few of them, the luma at full size; upright, 8-bit BT.709
/// limited, HDR tone-mapped, alpha on black. Source: spec curation §2, §4.
/// </summary>
internal static class ClipFilter
{
    // Tone mapping by one fixed chain, in linear light.
    private const string ToneMap =
        "zscale=t=linear:npl=100,format=gbrpf32le,zscale=p=bt709,tonemap=hable:desat=0,zscale=t=bt709:m=bt709:r=tv,";

    /// <summary>Size of a view frame.</summary>
    public static (int Width, int Height) ViewSize(int width, int height, int side)
    {
        var scale = Math.Min(1.0, (double)side / Math.Max(width, height));
        return (Math.Max(1, (int)Math.Round(width * scale)), Math.Max(1, (int)Math.Round(height * scale)));
    }

    /// <summary>Of a source every so many frames' planes may be taken: those are known before its clips are.</summary>
    public static int PlaneStep(ProbeRow probe, ClipDecodeOptions options) => Math.Max(1, (int)((probe.Fps ?? 0) / options.PlanesPerSecond));

    /// <summary>
    /// Numbers within a clip of the frames whose planes are taken: evenly spaced, each moved to the nearest that may be taken.
    /// Where pictures stand so long that too few of those lie in the clip, none is moved.
    /// </summary>
    /// <param name="first">First frame of the clip in its source.</param>
    /// <param name="frames">Frames of the clip.</param>
    /// <param name="step">See <see cref="PlaneStep"/>.</param>
    /// <param name="planes">How many are wanted.</param>
    public static int[] PlaneFrames(int first, int frames, int step, int planes)
    {
        var even = Enumerable.Range(0, planes).Select(plane => (int)(((plane * 2L) + 1) * frames / (planes * 2L))).Distinct().ToArray();
        int[] moved = [.. even.Select(frame => Nearest(first + frame, first, first + frames - 1, step) - first).Distinct()];
        return moved.Length == even.Length && Array.TrueForAll(moved, frame => (first + frame) % step == 0) ? moved : even;
    }

    /// <summary>A frame as a small picture.</summary>
    public static string View(ProbeRow probe, ClipDecodeOptions options)
    {
        var (width, height) = ViewSize(probe.Width, probe.Height, options.ViewSide);
        return $"{Scale(probe, width, height)}{Tone(probe)}format=yuv420p";
    }

    /// <summary>A frame's luma at full size.</summary>
    public static string Plane(ProbeRow probe) => $"{Scale(probe, probe.Width, probe.Height)}{Tone(probe)}format=yuv420p,extractplanes=y";

    /// <summary>Frames with an alpha channel are put on black; nothing, or a filter that others follow.</summary>
    public static string Alpha(ProbeRow probe) => string.Concat(AlphaFilter.Of(probe.PixFmt).Select(filter => filter + ","));

    /// <summary>The graph of a clip; its ends are <c>[view]</c> and <c>[native]</c>.</summary>
    public static string Graph(ClipSource source, AnalysedClip clip, bool byNumber, bool hasView, bool hasNative, ClipDecodeOptions options)
    {
        var (probe, pts) = (source.Probe, source.Times.Pts);
        var range = byNumber
            ? Invariant($"trim=start_frame={clip.First}:end_frame={clip.Last + 1}")
            : Invariant($"trim=start_pts={pts[clip.First]}:end_pts={pts[clip.Last] + 1}");
        var view = View(probe, options) + "[view]";
        var chosen = string.Join('+', PlaneFrames(clip.First, clip.Frames, PlaneStep(probe, options), options.NativePlanes).Select(frame => Invariant($"eq(n,{frame})")));
        var native = $"select='{chosen}',{Plane(probe)}[native]";
        var begin = Invariant($"[0:v:{probe.VideoStream}]{range},{Alpha(probe)}");
        return (hasView, hasNative) switch
        {
            (true, true) => $"{begin}split=2[a][b];[a]{view};[b]{native}",
            (true, false) => begin + view,
            _ => begin + native,
        };
    }

    private static int Nearest(int frame, int first, int last, int step)
    {
        var below = frame - (frame % step);
        return (frame - below) * 2 > step && below + step <= last ? below + step : below >= first ? below : Math.Min(last, below + step);
    }

    private static string Scale(ProbeRow probe, int width, int height)
    {
        // What is tone-mapped keeps its own range until then; RGB becomes BT.709, for there is no tag that says otherwise.
        var range = probe.Hdr == "no" ? ":out_range=tv" : "";
        var matrix = probe.PixFmt.StartsWith("yuv", StringComparison.Ordinal) || probe.PixFmt.StartsWith("nv", StringComparison.Ordinal)
            || probe.PixFmt.StartsWith("gray", StringComparison.Ordinal) ? "" : ":out_color_matrix=bt709";
        return Invariant($"scale={width}:{height}:flags=area+accurate_rnd{range}{matrix},setsar=1,");
    }

    private static string Tone(ProbeRow probe) => probe.Hdr == "no" ? "" : ToneMap;

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
