namespace HunyuanVideo.Synthetic;

/// <summary>Paints a background into a frame.</summary>
internal static class Backdrop
{
    /// <summary>Fills the frame.</summary>
    /// <param name="background">What to paint.</param>
    /// <param name="size">Size of the clip.</param>
    /// <param name="view">The camera.</param>
    /// <param name="frame">[H, W, 3], 0 … 255.</param>
    public static void Paint(Background background, ClipSize size, View view, Span<float> frame)
    {
        var colour = Palette.Of(background.Colour);
        var shade = Palette.ShadeOf(background.Colour);
        var at = 0;
        for (var row = 0; row < size.Height; row++)
        {
            var y = ((row + 0.5f - (size.Height * 0.5f)) / view.Zoom) + view.Y + (size.Height * 0.5f);
            for (var column = 0; column < size.Width; column++, at += 3)
            {
                var x = ((column + 0.5f - (size.Width * 0.5f)) / view.Zoom) + view.X + (size.Width * 0.5f);
                var share = background.Pattern == Pattern.Plain ? 0 : ShadeShare(background, size, view.Zoom, x, y);
                frame[at] = colour.R + (share * (shade.R - colour.R));
                frame[at + 1] = colour.G + (share * (shade.G - colour.G));
                frame[at + 2] = colour.B + (share * (shade.B - colour.B));
            }
        }
    }

    private static float ShadeShare(Background background, ClipSize size, float zoom, float x, float y)
    {
        var cell = background.Cell * size.ShorterSide;
        switch (background.Pattern)
        {
            case Pattern.Gradient:
                return Math.Clamp(background.IsHorizontal ? y / size.Height : x / size.Width, 0, 1);
            case Pattern.Stripes:
                return Band((background.IsHorizontal ? y : x) / cell, background.Phase, cell * zoom);
            case Pattern.Checks:
                var across = Band(x / cell, background.Phase, cell * zoom);
                var down = Band(y / cell, background.Phase, cell * zoom);
                return across + down - (2 * across * down);
            default:
                return 0;
        }
    }

    // 1 in every second cell, 0 in the others, with edges one pixel soft.
    private static float Band(float place, float phase, float cellPixels)
    {
        place += phase;
        var inPair = place - (2 * MathF.Floor(place * 0.5f));
        return Math.Clamp(0.5f + ((MathF.Abs(inPair - 1) - 0.5f) * cellPixels), 0, 1);
    }
}
