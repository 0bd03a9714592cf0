namespace HunyuanVideo.Synthetic;

/// <summary>The fixed colours of the toy world. Source: spec product §3.</summary>
public static class Palette
{
    private const float ShadeDistance = 0.35f;

    /// <summary>The colour of a thing.</summary>
    public static Rgb Of(ThingColour colour) => colour switch
    {
        ThingColour.Red => new(220, 40, 40),
        ThingColour.Orange => new(240, 140, 20),
        ThingColour.Yellow => new(245, 220, 50),
        ThingColour.Green => new(40, 170, 70),
        ThingColour.Cyan => new(40, 190, 210),
        ThingColour.Blue => new(50, 90, 220),
        ThingColour.Purple => new(150, 60, 190),
        ThingColour.White => new(245, 245, 245),
        _ => throw new ArgumentOutOfRangeException(nameof(colour), colour, null),
    };

    /// <summary>The main colour of a background.</summary>
    public static Rgb Of(BackgroundColour colour) => colour switch
    {
        BackgroundColour.Black => new(20, 20, 20),
        BackgroundColour.Gray => new(120, 120, 120),
        BackgroundColour.White => new(245, 245, 245),
        BackgroundColour.Blue => new(50, 90, 220),
        BackgroundColour.Green => new(40, 170, 70),
        BackgroundColour.Yellow => new(245, 220, 50),
        _ => throw new ArgumentOutOfRangeException(nameof(colour), colour, null),
    };

    /// <summary>The second tone of a patterned background: the colour darkened by 35 %, or black lightened as much.</summary>
    public static Rgb ShadeOf(BackgroundColour colour)
    {
        var rgb = Of(colour);
        var goal = colour == BackgroundColour.Black ? 255 : 0;
        return new(Towards(rgb.R, goal), Towards(rgb.G, goal), Towards(rgb.B, goal));
    }

    /// <summary>True if a thing of this colour could not be seen on this background.</summary>
    public static bool AreEqual(ThingColour thing, BackgroundColour background) => Of(thing) == Of(background);

    private static byte Towards(byte value, int goal) => (byte)(value + (ShadeDistance * (goal - value)) + 0.5f);
}
