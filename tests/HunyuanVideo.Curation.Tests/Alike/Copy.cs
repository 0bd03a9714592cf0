using HunyuanVideo.Curation.Alike;
using HunyuanVideo.Curation.Frames;
using HunyuanVideo.Curation.Units;
using HunyuanVideo.Random;

namespace HunyuanVideo.Curation.Tests.Alike;

/// <summary>What may happen to a film on its way into another pool.</summary>
internal enum Change
{
    None,
    Reencoded,
    Half,
    Brighter,
    Darker,
    Logo,
    Bars,
    Trimmed,
    Rate30,
    Mirrored,
}

/// <summary>Measures footage as it looks after a change, rendering only the frames that count.</summary>
internal static class Copy
{
    private const int Width = 160;
    private const int Height = 90;
    private const int BarRows = 12;
    private const double Gamma = 1.15;

    public static AlikeClip Measure(string id, Footage footage, Change change, ulong seed, double start = 0, double seconds = 4)
    {
        var random = Philox.For(seed, "copy");
        var rate = change == Change.Rate30 ? 30.0 : 24.0;
        var cut = change == Change.Trimmed ? 0.2 * seconds * random.NextUniform() : 0;
        (start, seconds) = (start + cut * random.NextUniform(), seconds - cut);
        var (width, height) = change == Change.Half ? (Width / 2, Height / 2) : (Width, Height);
        var frames = (int)(seconds * rate);
        var barred = change == Change.Bars ? height + 2 * BarRows : height;
        var clip = new AnalysedClip(id, id, 0, frames - 1, width, barred, rate, seconds);
        var analyser = new LookAnalyser(clip, new LookOptions());
        foreach (var index in Used(frames, rate))
        {
            analyser.Add(Changed(footage.Render(index, start + index / rate, width, height), change, random) with { Time = index / rate });
        }

        var box = change == Change.Bars ? new PixelBox(1, BarRows + 1, width - 1, BarRows + height - 1) : new PixelBox(0, 0, width, height);
        var row = analyser.Finish(box, LookMotion.None);
        return new AlikeClip { ClipId = id, Signature = row.Signature, Look = row.Vector, Quality = change == Change.None ? 0.9 : 0.5, Height = 720 };
    }

    /// <summary>Frames that the analyser keeps: those at the quarter seconds and eight over the whole.</summary>
    private static IEnumerable<int> Used(int frames, double rate) =>
        Enumerable.Range(0, frames).Where(i => i == 0 || Math.Floor(i / rate * 4 + 2 / rate) > Math.Floor((i - 1) / rate * 4 + 2 / rate))
            .Concat(Enumerable.Range(0, 8).Select(i => i * (frames - 1) / 7)).Distinct().Order();

    private static ViewFrame Changed(ViewFrame frame, Change change, Philox random) => change switch
    {
        Change.Reencoded => frame with { Y = [.. frame.Y.Select((_, i) => Coarse(frame, i, random))] },
        Change.Brighter => frame with { Y = [.. frame.Y.Select(y => Power(y, 1 / Gamma))] },
        Change.Darker => frame with { Y = [.. frame.Y.Select(y => Power(y, Gamma))] },
        Change.Logo => frame with { Y = [.. frame.Y.Select((y, i) => i % Width > 132 && i % Width < 154 && i / Width is > 6 and < 16 ? (byte)235 : y)] },
        Change.Bars => Barred(frame),
        Change.Mirrored => frame with { Y = Mirror(frame.Y, frame.Width), U = Mirror(frame.U, frame.ChromaWidth), V = Mirror(frame.V, frame.ChromaWidth) },
        _ => frame,
    };

    private static byte Power(byte luma, double gamma) => (byte)Math.Round(16 + 219 * Math.Pow(Math.Clamp((luma - 16) / 219.0, 0, 1), gamma));

    /// <summary>Loses detail inside 4×4 squares and gains noise, as at a low bit rate.</summary>
    private static byte Coarse(ViewFrame frame, int at, Philox random)
    {
        var (x, y) = (at % frame.Width / 4 * 4 + 2, Math.Min(frame.Height - 1, at / frame.Width / 4 * 4 + 2));
        return (byte)Math.Clamp((frame.Y[at] + frame.Y[y * frame.Width + Math.Min(frame.Width - 1, x)]) / 2 + random.NextInt(9) - 4, 0, 255);
    }

    private static ViewFrame Barred(ViewFrame frame)
    {
        byte[] black = [.. Enumerable.Repeat((byte)16, BarRows * frame.Width)];
        byte[] grey = [.. Enumerable.Repeat((byte)128, BarRows / 2 * frame.ChromaWidth)];
        return frame with { Height = frame.Height + 2 * BarRows, Y = [.. black, .. frame.Y, .. black], U = [.. grey, .. frame.U, .. grey], V = [.. grey, .. frame.V, .. grey] };
    }

    private static byte[] Mirror(byte[] plane, int width) => [.. plane.Select((_, i) => plane[i / width * width + width - 1 - i % width])];
}
