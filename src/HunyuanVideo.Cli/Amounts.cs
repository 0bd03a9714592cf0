using System.Globalization;

namespace HunyuanVideo.Cli;

/// <summary>Times, sizes and counts as people read them: units and three digits.</summary>
internal static class Amounts
{
    private const double Minute = 60;
    private const double Hour = 60 * Minute;
    private const double Day = 24 * Hour;
    private const double Thousand = 1000;
    private const double Kibi = 1024;
    private static readonly string[] Powers = ["", "k", "M", "G", "T", "P", "E"];

    /// <summary>"12.4 s", "8 min 05 s", "2 h 40 min", "3 d 4 h".</summary>
    public static string Duration(double seconds) => seconds switch
    {
        < Minute => string.Create(CultureInfo.InvariantCulture, $"{seconds:F1} s"),
        < Hour => string.Create(CultureInfo.InvariantCulture, $"{(int)(seconds / Minute)} min {(int)(seconds % Minute):D2} s"),
        < Day => string.Create(CultureInfo.InvariantCulture, $"{(int)(seconds / Hour)} h {(int)(seconds % Hour / Minute):D2} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)(seconds / Day)} d {(int)(seconds % Day / Hour)} h"),
    };

    /// <summary>"9.81 GiB".</summary>
    public static string Bytes(double bytes) => Scaled(bytes, Kibi) is var (value, power) && power == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{value:F0} B")
        : string.Create(CultureInfo.InvariantCulture, $"{ThreeDigits(value)} {Powers[power].ToUpperInvariant()}iB");

    /// <summary>"11.4 M", "24 T".</summary>
    public static string Count(double count) => Scaled(count, Thousand) is var (value, power) && power == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{value:F0}")
        : string.Create(CultureInfo.InvariantCulture, $"{ThreeDigits(value)} {Powers[power]}");

    /// <summary>"1 clip", "2 clips".</summary>
    public static string Of(long count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");

    /// <summary>"1.05 steps/s" or "12.4 s/step".</summary>
    public static string Rate(double perSecond, string unit) => perSecond >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{ThreeDigits(perSecond)} {unit}s/s")
        : string.Create(CultureInfo.InvariantCulture, $"{ThreeDigits(1 / perSecond)} s/{unit}");

    private static (double Value, int Power) Scaled(double value, double step)
    {
        var power = 0;
        while (value >= step && power < Powers.Length - 1)
        {
            (value, power) = (value / step, power + 1);
        }

        return (value, power);
    }

    private static string ThreeDigits(double value) =>
        value.ToString(value >= 100 ? "F0" : value >= 10 ? "F1" : "F2", CultureInfo.InvariantCulture);
}
