using System.Globalization;
using System.Net;

namespace HunyuanVideo.Training.Reports;

/// <summary>Pieces of HTML. Whatever comes from files goes through <see cref="Text"/>.</summary>
internal static class Markup
{
    private const double Minute = 60;
    private const double Hour = 60 * Minute;

    /// <summary>A text as text, in elements and in attributes.</summary>
    public static string Text(string? text) => WebUtility.HtmlEncode(text ?? "");

    /// <summary>A coordinate with a tenth of a pixel.</summary>
    public static string At(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>A figure with four digits.</summary>
    public static string Figure(double value) => !double.IsFinite(value) ? "–"
        : Math.Abs(value) is >= 1e5 or (< 1e-4 and > 0) ? value.ToString("0.##e0", CultureInfo.InvariantCulture)
        : value.ToString("G4", CultureInfo.InvariantCulture);

    /// <summary>A whole number with its thousands apart.</summary>
    public static string Count(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>A time: "42 s", "8 min", "2 h 40 min".</summary>
    public static string Duration(double seconds) => seconds switch
    {
        < Minute => string.Create(CultureInfo.InvariantCulture, $"{seconds:F0} s"),
        < Hour => string.Create(CultureInfo.InvariantCulture, $"{seconds / Minute:F0} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)(seconds / Hour)} h {(int)(seconds % Hour / Minute):D2} min"),
    };

    /// <summary>A rate: "1.4 updates/s" or "2.6 s an update".</summary>
    public static string Rate(double perSecond) => perSecond >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{perSecond:0.0#} updates/s")
        : string.Create(CultureInfo.InvariantCulture, $"{1 / perSecond:0.0#} s an update");
}
