using HunyuanVideo.Random;

namespace HunyuanVideo.Synthetic;

/// <summary>
/// Groups of scenes that differ in a single attribute and in where things are. Among scenes drawn at random nearly every
/// pair differs in a colour, and whoever learns to tell them apart never looks at shapes and motions.
/// </summary>
public static class ContrastGroups
{
    /// <summary>Group number <paramref name="index"/> of the endless sequence of <paramref name="seed"/>: one scene for each value that training may show.</summary>
    /// <param name="seed">What the user calls the seed.</param>
    /// <param name="index">Number of the group; groups take the attributes in turn.</param>
    /// <param name="level">How much of the world they use.</param>
    public static IReadOnlyList<Scene> Draw(ulong seed, ulong index, SceneLevel level)
    {
        var scene = SceneSampler.Sample(seed, index, level, Split.Seen);
        var random = Philox.For(seed, "contrast", index);
        var which = random.NextInt(scene.Things.Count);
        var thing = scene.Things[which];
        IEnumerable<Scene> variants = (Contrast)(index % (ulong)Enum.GetValues<Contrast>().Length) switch
        {
            Contrast.Shape => Enum.GetValues<Shape>().Select(value => With(scene, which, thing with { Shape = value })),
            Contrast.Motion => Enum.GetValues<Motion>().Select(value => With(scene, which, thing with { Motion = value })),
            Contrast.Colour => Enum.GetValues<ThingColour>().Select(value => With(scene, which, thing with { Colour = value })),
            _ => Enum.GetValues<BackgroundColour>().Select(value => scene with { Background = scene.Background with { Colour = value } }),
        };
        return [.. variants.Select(variant => SceneSampler.PlaceAnew(variant, random, Split.Seen)).OfType<Scene>()];
    }

    private static Scene With(Scene scene, int which, Thing thing) =>
        scene with { Things = [.. scene.Things.Select((other, i) => i == which ? thing : other)] };
}
