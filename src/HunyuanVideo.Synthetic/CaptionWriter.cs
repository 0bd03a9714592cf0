using HunyuanVideo.Random;

namespace HunyuanVideo.Synthetic;

/// <summary>Writes captions in lower case without a final full stop. Source: spec product §3.</summary>
/// <remarks>
/// Level 1 names shape, colour, motion and background colour; level 2 adds sizes, patterns and the relation of two
/// things; level 3 adds camera and light.
/// </remarks>
public static class CaptionWriter
{
    private const double PlainShare = 0.3;
    private const double RelationShare = 0.8;
    private const double DefaultsShare = 0.15;
    private const int Levels = 3;

    /// <summary>The plainest caption: "a red circle moves to the right on a blue background".</summary>
    public static string Plain(Scene scene)
    {
        var sentences = new List<string> { Main(scene, random: null) };
        if (scene.Relation is { } relation)
        {
            sentences.Add(Relate(scene, relation, "starts"));
        }

        if (scene.Camera != CameraMove.Static)
        {
            sentences.Add(Phrases.Of(scene.Camera)[0]);
        }

        if (scene.Light != Light.Even)
        {
            sentences.Add(Phrases.Of(scene.Light)[0]);
        }

        return string.Join(". ", sentences);
    }

    /// <summary>The plain caption's first sentence: things, motions and background, at most 22 words.</summary>
    public static string Headline(Scene scene) => Main(scene, random: null);

    /// <summary>One of many phrasings with the same content; now and then the plainest.</summary>
    /// <param name="scene">What to describe.</param>
    /// <param name="random">Chooses.</param>
    public static string Write(Scene scene, Philox random)
    {
        ArgumentNullException.ThrowIfNull(scene);
        ArgumentNullException.ThrowIfNull(random);
        if (random.NextUniform() < PlainShare)
        {
            return Plain(scene);
        }

        var sentences = new List<string> { Main(scene, random) };
        if (scene.Relation is { } relation && random.NextUniform() < RelationShare)
        {
            sentences.Add(Relate(scene, relation, random.NextInt(2) == 0 ? "starts" : "is at first"));
        }

        var namesDefaults = scene.Level == SceneLevel.Level3 && random.NextUniform() < DefaultsShare;
        if (scene.Camera != CameraMove.Static || namesDefaults)
        {
            sentences.Add(Choose(Phrases.Of(scene.Camera), random));
        }

        if (scene.Light != Light.Even || namesDefaults)
        {
            sentences.Insert(sentences.Count - random.NextInt(2), Choose(Phrases.Of(scene.Light), random));
        }

        return string.Join(". ", sentences);
    }

    /// <summary>What a single frame shows: "a red circle on a blue background", and of two things where the first is.</summary>
    /// <param name="scene">What to describe; see <see cref="Scene.AsPicture"/>.</param>
    public static string Picture(Scene scene)
    {
        var things = string.Join(" and ", scene.Things.Select(thing => Name(scene, thing)));
        var shown = $"{things} on {Phrases.WithArticle(Phrases.Of(scene.Background))}";
        return scene.Relation is { } relation ? $"{shown}. {Relate(scene, relation, "is")}" : shown;
    }

    /// <summary>Captions of training scenes of all levels and questions with their answers in turn: text to train tokenizers and language models on.</summary>
    /// <param name="count">Lines.</param>
    /// <param name="seed">What the user calls the seed.</param>
    public static IEnumerable<string> Corpus(int count, ulong seed)
    {
        for (var line = 0; line < count; line++)
        {
            var index = (ulong)line;
            var random = Philox.For(seed, "corpus", index);
            var scene = SceneSampler.Sample(seed, index, (SceneLevel)(1 + random.NextInt(Levels)), Split.Seen);
            yield return line % 2 == 0 ? Write(scene, random) : QuestionWriter.Ask(scene, random).Text;
        }
    }

    /// <summary>"the red circle".</summary>
    internal static string Definite(Thing thing) => $"the {Phrases.Of(thing.Colour)} {Phrases.Of(thing.Shape)}";

    private static string Relate(Scene scene, Relation relation, string verb) =>
        $"{Definite(scene.Things[0])} {verb} {Phrases.Of(relation)} {Definite(scene.Things[1])}";

    private static string Main(Scene scene, Philox? random)
    {
        var background = Phrases.Of(scene.Background);
        var names = scene.Things.Select(thing => Name(scene, thing)).ToArray();
        var verbs = scene.Things.Select(thing => Choose(Phrases.Of(thing.Motion), random)).ToArray();
        return scene.Things.Count == 1
            ? Single(names[0], verbs[0], background, random)
            : Pair(names, verbs, background, random);
    }

    private static string Single(string name, string verb, string background, Philox? random)
    {
        var ground = Phrases.WithArticle(background);
        return (random?.NextInt(7) ?? 0) switch
        {
            0 => $"{name} {verb} on {ground}",
            1 => $"on {ground}, {name} {verb}",
            2 => $"{name} that {verb}, {background}",
            3 => $"there is {name} on {ground}. it {verb}",
            4 => $"{ground}. {name} {verb}",
            5 => $"a video of {name} on {ground}. it {verb}",
            _ => $"{ground} with {name} that {verb}",
        };
    }

    private static string Pair(string[] names, string[] verbs, string background, Philox? random)
    {
        var ground = Phrases.WithArticle(background);
        return (random?.NextInt(5) ?? 0) switch
        {
            0 => $"{names[0]} {verbs[0]} and {names[1]} {verbs[1]} on {ground}",
            1 => $"on {ground}, {names[0]} {verbs[0]} while {names[1]} {verbs[1]}",
            2 => $"{names[0]} that {verbs[0]} and {names[1]} that {verbs[1]}, {background}",
            3 => $"{ground}. {names[0]} {verbs[0]}. {names[1]} {verbs[1]}",
            _ => $"a video of {names[0]} and {names[1]} on {ground}. the first {verbs[0]}, the second {verbs[1]}",
        };
    }

    private static string Name(Scene scene, Thing thing)
    {
        var words = $"{Phrases.Of(thing.Colour)} {Phrases.Of(thing.Shape)}";
        return Phrases.WithArticle(scene.Level == SceneLevel.Level1 ? words : $"{Phrases.Of(thing.Size)} {words}");
    }

    private static string Choose(IReadOnlyList<string> phrases, Philox? random) => phrases[random?.NextInt(phrases.Count) ?? 0];
}
