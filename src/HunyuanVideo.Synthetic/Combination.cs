namespace HunyuanVideo.Synthetic;

/// <summary>The four attributes that a level-1 caption names: what is held out of training, and what a judge looks for.</summary>
/// <param name="Shape">The thing's shape.</param>
/// <param name="Colour">The thing's colour.</param>
/// <param name="Motion">What the thing does.</param>
/// <param name="Background">The background's colour.</param>
public sealed record Combination(Shape Shape, ThingColour Colour, Motion Motion, BackgroundColour Background)
{
    private const uint Parts = 10;

    /// <summary>Every combination that can occur, in fixed order.</summary>
    public static IReadOnlyList<Combination> All { get; } =
    [
        .. from shape in Enum.GetValues<Shape>()
           from colour in Enum.GetValues<ThingColour>()
           from motion in Enum.GetValues<Motion>()
           from background in Enum.GetValues<BackgroundColour>()
           let combination = new Combination(shape, colour, motion, background)
           where combination.IsPossible
           select combination,
    ];

    /// <summary>False if the thing could not be seen on its background, or its motion not on its shape.</summary>
    public bool IsPossible =>
        !Palette.AreEqual(Colour, Background) && !(Motion == Motion.Spins && Shape is Shape.Circle or Shape.Ring);

    /// <summary>True for the fixed tenth of the combinations that training never shows.</summary>
    public bool IsUnseen => Hash() % Parts == 0;

    // FNV-1a over names, so that neither the runtime nor the order of enum members can move a combination to the other side.
    private uint Hash()
    {
        var hash = 0x811C9DC5u;
        foreach (var letter in $"{Shape} {Colour} {Motion} {Background}")
        {
            hash = (hash ^ letter) * 0x01000193u;
        }

        hash = (hash ^ (hash >> 16)) * 0x7FEB352Du;
        hash = (hash ^ (hash >> 15)) * 0x846CA68Bu;
        return hash ^ (hash >> 16);
    }
}
