using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Picture;

/// <summary>A picture of yes and no, with what is needed to find things in it.</summary>
internal sealed class BitMask(int width, int height)
{
    private readonly bool[] _set = new bool[width * height];

    public int Width => width;

    public int Height => height;

    public bool this[int x, int y]
    {
        get => _set[(y * width) + x];
        set => _set[(y * width) + x] = value;
    }

    /// <summary>Fills gaps narrower than <paramref name="size"/>, an odd number of pixels: dilation, then erosion, by a square.</summary>
    public BitMask Close(int size)
    {
        var radius = size / 2;
        return Spread(radius, true).Spread(radius, false);
    }

    /// <summary>Boxes of the parts that hang together, corners included.</summary>
    public List<PixelBox> Components()
    {
        var seen = new bool[_set.Length];
        var components = new List<PixelBox>();
        for (var at = 0; at < _set.Length; at++)
        {
            if (_set[at] && !seen[at])
            {
                components.Add(Component(at, seen));
            }
        }

        return components;
    }

    private PixelBox Component(int start, bool[] seen)
    {
        var waiting = new Stack<int>([start]);
        seen[start] = true;
        var box = new PixelBox(width, height, 0, 0);
        while (waiting.TryPop(out var at))
        {
            var (x, y) = (at % width, at / width);
            box = new PixelBox(Math.Min(box.X0, x), Math.Min(box.Y0, y), Math.Max(box.X1, x + 1), Math.Max(box.Y1, y + 1));
            for (var v = Math.Max(0, y - 1); v <= Math.Min(height - 1, y + 1); v++)
            {
                for (var u = Math.Max(0, x - 1); u <= Math.Min(width - 1, x + 1); u++)
                {
                    var next = (v * width) + u;
                    if (_set[next] && !seen[next])
                    {
                        seen[next] = true;
                        waiting.Push(next);
                    }
                }
            }
        }

        return box;
    }

    /// <summary>Sets every pixel that has one of <paramref name="value"/> within the radius to it, along rows, then along columns.</summary>
    private BitMask Spread(int radius, bool value)
    {
        var (rows, both) = (new BitMask(width, height), new BitMask(width, height));
        for (var at = 0; at < _set.Length; at++)
        {
            rows._set[at] = Near(_set, at, 1, at % width, width, radius, value);
        }

        for (var at = 0; at < _set.Length; at++)
        {
            both._set[at] = Near(rows._set, at, width, at / width, height, radius, value);
        }

        return both;
    }

    private static bool Near(bool[] set, int at, int stride, int place, int size, int radius, bool value)
    {
        for (var step = -Math.Min(radius, place); step <= Math.Min(radius, size - 1 - place); step++)
        {
            if (set[at + (step * stride)] == value)
            {
                return value;
            }
        }

        return !value;
    }
}
