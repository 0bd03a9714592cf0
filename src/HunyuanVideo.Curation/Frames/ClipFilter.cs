using System.Globalization;
using HunyuanVideo.Curation.Decoding;
using HunyuanVideo.Curation.Ingest;

namespace HunyuanVideo.Curation.Frames;

/// <summary>
/// The filter graph of a clip: its frames alone, once as small pictures and, of a few of them, the luma at full size;
/// upright, 8-bit BT.709 limited, HDR tone-mapped, alpha on black. Source: spec curation §2, §4.
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

    /// <summary>Numbers within the clip of the frames whose planes are taken, evenly spaced.</summary>
    public static int[] NativeFrames(int frames, int planes) =>
        [.. Enumerable.Range(0, planes).Select(plane => (int)(((plane * 2L) + 1) * frames / (planes * 2L))).Distinct()];

    /// <summary>The graph; its ends are <c>[view]</c> and <c>[native]</c>.</summary>
    public static string Graph(ClipSource source, AnalysedClip clip, bool byNumber, bool hasView, bool hasNative, ClipDecodeOptions options)
    {
        var (probe, pts) = (source.Probe, source.Times.Pts);
        var range = byNumber
            ? Invariant($"trim=start_frame={clip.First}:end_frame={clip.Last + 1}")
            : Invariant($"trim=start_pts={pts[clip.First]}:end_pts={pts[clip.Last] + 1}");
        var (width, height) = ViewSize(probe.Width, probe.Height, options.ViewSide);
        var view = $"{Scale(probe, width, height)}{Tone(probe)}format=yuv420p[view]";
        var chosen = string.Join('+', NativeFrames(clip.Frames, options.NativePlanes).Select(frame => Invariant($"eq(n,{frame})")));
        var native = $"select='{chosen}',{Scale(probe, probe.Width, probe.Height)}{Tone(probe)}format=yuv420p,extractplanes=y[native]";
        var begin = Invariant($"[0:v:{probe.VideoStream}]{range},{Alpha(probe)}");
        return (hasView, hasNative) switch
        {
            (true, true) => $"{begin}split=2[a][b];[a]{view};[b]{native}",
            (true, false) => begin + view,
            _ => begin + native,
        };
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

    private static string Alpha(ProbeRow probe) => string.Concat(AlphaFilter.Of(probe.PixFmt).Select(filter => filter + ","));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
