using HunyuanVideo.Curation.Frames;
using HunyuanVideo.Random;

namespace HunyuanVideo.Curation.Tests.Alike;

/// <summary>
/// Endless made footage: a place is a picture of patches and clouds; a moment is a way of the camera over it and what moves
/// there. The same seeds give the same pictures at any rate and size.
/// </summary>
internal sealed class Footage
{
    private const int Side = 256;

    private readonly float[] _luma = new float[Side * Side];
    private readonly float[] _blue = new float[Side * Side];
    private readonly float[] _red = new float[Side * Side];
    private readonly (double X, double Y, double Dx, double Dy, double Radius, float Luma, float Blue, float Red)[] _things;
    private readonly (double X, double Y, double Dx, double Dy, double Zoom) _camera;

    public Footage(ulong place, ulong moment, bool isStatic)
    {
        Paint(Philox.For(place, "place"));
        var random = Philox.For(place, "moment", moment);
        var speed = isStatic ? 0 : 0.02 + 0.06 * random.NextUniform();
        var direction = 2 * Math.PI * random.NextUniform();
        _camera = (0.3 + 0.4 * random.NextUniform(), 0.3 + 0.4 * random.NextUniform(), speed * Math.Cos(direction), speed * Math.Sin(direction), isStatic ? 0 : 0.1 * (random.NextUniform() - 0.5));
        _camera = isStatic ? (0.5, 0.5, 0, 0, 0) : _camera;
        _things = [.. Enumerable.Range(0, 1 + random.NextInt(3)).Select(_ => (
            random.NextUniform(), random.NextUniform(), 0.4 * (random.NextUniform() - 0.5), 0.3 * (random.NextUniform() - 0.5),
            0.06 + 0.1 * random.NextUniform(), (float)(20 + 210 * random.NextUniform()), (float)(60 + 130 * random.NextUniform()), (float)(60 + 130 * random.NextUniform())))];
    }

    /// <summary>The picture at a time, 16:9.</summary>
    public ViewFrame Render(int index, double time, int width, int height)
    {
        var frame = new ViewFrame(index, time, width, height, new byte[width * height], new byte[(width + 1) / 2 * ((height + 1) / 2)], new byte[(width + 1) / 2 * ((height + 1) / 2)]);
        Fill(frame.Y, width, height, time, _luma, thing => thing.Luma);
        Fill(frame.U, frame.ChromaWidth, frame.ChromaHeight, time, _blue, thing => thing.Blue);
        Fill(frame.V, frame.ChromaWidth, frame.ChromaHeight, time, _red, thing => thing.Red);
        return frame;
    }

    private void Paint(Philox random)
    {
        Array.Fill(_luma, (float)(60 + 120 * random.NextUniform()));
        Array.Fill(_blue, 128);
        Array.Fill(_red, 128);
        for (var patch = 0; patch < 60; patch++)
        {
            var (x, y) = (random.NextInt(Side), random.NextInt(Side));
            var (width, height) = (8 + random.NextInt(patch < 20 ? 120 : 40), 8 + random.NextInt(patch < 20 ? 120 : 40));
            var isRound = random.NextUniform() < 0.5;
            var (luma, blue, red) = (20 + 210 * random.NextUniform(), 128 + 60 * (random.NextUniform() - 0.5), 128 + 60 * (random.NextUniform() - 0.5));
            for (var i = 0; i < width * height; i++)
            {
                var (dx, dy) = (i % width, i / width);
                var (u, v) = (2.0 * dx / width - 1, 2.0 * dy / height - 1);
                if (!isRound || u * u + v * v < 1)
                {
                    var at = (y + dy) % Side * Side + (x + dx) % Side;
                    (_luma[at], _blue[at], _red[at]) = ((float)(luma + 15 * Math.Sin(0.4 * dx + 0.3 * dy)), (float)blue, (float)red);
                }
            }
        }
    }

    private void Fill(byte[] plane, int width, int height, double time, float[] texture, Func<(double, double, double, double, double, float Luma, float Blue, float Red), float> value)
    {
        var scale = 0.55 * Math.Exp(-_camera.Zoom * time);
        var columns = Enumerable.Range(0, width).Select(x => Split(_camera.X + _camera.Dx * time + ((x + 0.5) / width - 0.5) * scale)).ToArray();
        for (var y = 0; y < height; y++)
        {
            var (row, down) = Split(_camera.Y + _camera.Dy * time + ((y + 0.5) / height - 0.5) * scale * 9 / 16);
            var upper = texture.AsSpan(row * Side, Side);
            var lower = texture.AsSpan((row + 1) % Side * Side, Side);
            for (var x = 0; x < width; x++)
            {
                var (left, across) = columns[x];
                var right = (left + 1) % Side;
                plane[y * width + x] = (byte)((upper[left] * (1 - across) + upper[right] * across) * (1 - down) + (lower[left] * (1 - across) + lower[right] * across) * down);
            }
        }

        foreach (var thing in _things)
        {
            var (cx, cy) = (Wave(thing.X + thing.Dx * time), Wave(thing.Y + thing.Dy * time));
            var (left, right) = ((int)((cx - thing.Radius) * width), (int)((cx + thing.Radius) * width));
            for (var y = Math.Max(0, (int)((cy - thing.Radius * 16 / 9) * height)); y < Math.Min(height, (cy + thing.Radius * 16 / 9) * height); y++)
            {
                for (var x = Math.Max(0, left); x < Math.Min(width, right); x++)
                {
                    var (dx, dy) = ((x + 0.5) / width - cx, ((y + 0.5) / height - cy) * 9 / 16);
                    plane[y * width + x] = dx * dx + dy * dy < thing.Radius * thing.Radius ? (byte)value(thing) : plane[y * width + x];
                }
            }
        }
    }

    private static double Wave(double place) => Math.Abs(place % 2 > 1 ? 2 - place % 2 : place % 2);

    private static (int Pixel, float Part) Split(double place)
    {
        var floor = Math.Floor(place * Side);
        return ((int)floor & (Side - 1), (float)(place * Side - floor));
    }
}
