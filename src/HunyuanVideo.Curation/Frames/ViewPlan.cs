using System.Globalization;
using HunyuanVideo.Curation.Decoding;
using HunyuanVideo.Curation.Ingest;

namespace HunyuanVideo.Curation.Frames;

/// <summary>
/// How a source is decoded whose clips are not decoded again: its views, and planes of every few frames, are kept from the
/// decode that counts its frames. Source: spec curation §4 "One decode per clip".
/// </summary>
/// <param name="Width">Columns of a view.</param>
/// <param name="Height">Rows of a view.</param>
/// <param name="PlaneWidth">Columns of a plane.</param>
/// <param name="PlaneHeight">Rows of a plane.</param>
/// <param name="PlaneStep">Every so many frames there is a plane.</param>
/// <param name="Frames">Frames of the source.</param>
/// <param name="ViewFilter">Makes a view.</param>
/// <param name="PlaneFilter">Makes the planes.</param>
internal sealed record ViewPlan(int Width, int Height, int PlaneWidth, int PlaneHeight, int PlaneStep, int Frames, string ViewFilter, string PlaneFilter)
{
    /// <summary>Bytes of a view: luma and two planes of half its size.</summary>
    public int ViewBytes => (Width * Height) + (2 * ((Width + 1) / 2) * ((Height + 1) / 2));

    /// <summary>Bytes of a plane.</summary>
    public long PlaneBytes => (long)PlaneWidth * PlaneHeight;

    /// <summary>Bytes of all views.</summary>
    public long ViewsBytes => (long)Frames * ViewBytes;

    /// <summary>Bytes of all planes.</summary>
    public long PlanesBytes => (Frames + PlaneStep - 1) / PlaneStep * PlaneBytes;

    /// <summary>The plan of a source; null where it is too long or too large, or where views are tone-mapped or put on black: shots are looked for in the pictures as they are stored.</summary>
    /// <param name="probe">What the source is.</param>
    /// <param name="options">Sizes and bounds.</param>
    public static ViewPlan? Of(ProbeRow probe, ClipDecodeOptions options)
    {
        var (width, height) = ClipFilter.ViewSize(probe.Width, probe.Height, options.ViewSide);
        var step = ClipFilter.PlaneStep(probe, options);
        var select = string.Create(CultureInfo.InvariantCulture, $"select='not(mod(n,{step}))',");
        var plan = new ViewPlan(
            width, height, probe.Width, probe.Height, step, probe.Frames, ClipFilter.View(probe, options), select + ClipFilter.Plane(probe));
        var isPlain = probe.Hdr == "no" && ClipFilter.Alpha(probe).Length == 0;
        return isPlain && probe.DurationS <= options.MostKeptSeconds && plan.ViewsBytes + plan.PlanesBytes <= options.MostKeptBytes ? plan : null;
    }

    /// <summary>Has small pictures made from the views, and the views kept or not: the small pictures are the same.</summary>
    /// <param name="request">For small pictures alone.</param>
    /// <param name="kept">Where views go, or null.</param>
    public DecodeRequest Adapt(DecodeRequest request, KeptViews? kept) => request with
    {
        Filter = kept is null ? $"{ViewFilter},{request.Filter}" : request.Filter,
        Kept = kept?.Pictures,
        SkipsLoopFilter = false,
        Threads = 1,      // what a decoder puts in place of damaged pictures depends on its threads
    };
}
