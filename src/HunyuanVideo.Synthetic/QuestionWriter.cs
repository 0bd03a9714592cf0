using HunyuanVideo.Random;

namespace HunyuanVideo.Synthetic;

/// <summary>Asks about scenes, so that a language model learns what the words of a caption stand for. Source: spec training §6.1.</summary>
public static class QuestionWriter
{
    /// <summary>A question that begins with the plain caption, so that the answer can be read from it.</summary>
    /// <param name="scene">What to ask about.</param>
    /// <param name="random">Chooses the question.</param>
    public static Question Ask(Scene scene, Philox random)
    {
        ArgumentNullException.ThrowIfNull(scene);
        ArgumentNullException.ThrowIfNull(random);
        var questions = All(scene, random);
        var question = questions[random.NextInt(questions.Count)];
        return question with { Asked = $"{CaptionWriter.Plain(scene)}. {question.Asked}" };
    }

    /// <summary>Every question that can be asked about a scene, those with yes or no answered either way by chance.</summary>
    /// <param name="scene">What to ask about.</param>
    /// <param name="random">Chooses what the yes-or-no questions name.</param>
    public static IReadOnlyList<Question> All(Scene scene, Philox random)
    {
        ArgumentNullException.ThrowIfNull(scene);
        ArgumentNullException.ThrowIfNull(random);
        var questions = new List<Question>
        {
            new("what colour is the background?", Phrases.Of(scene.Background.Colour)),
            new("how many shapes are there?", scene.Things.Count == 1 ? "one" : "two"),
        };
        foreach (var thing in scene.Things)
        {
            AddAbout(thing, scene, random, questions);
        }

        if (scene.Relation is { } relation)
        {
            var (first, second) = (CaptionWriter.Definite(scene.Things[0]), CaptionWriter.Definite(scene.Things[1]));
            questions.Add(new($"where does {first} start?", $"{Phrases.Of(relation)} {second}"));
        }

        if (scene.Level != SceneLevel.Level1)
        {
            questions.Add(new("what does the background look like?", Phrases.Of(scene.Background)));
        }

        if (scene.Level == SceneLevel.Level3)
        {
            questions.Add(new("what does the camera do?", Phrases.Of(scene.Camera)[0]));
            questions.Add(new("how is the light?", Phrases.Of(scene.Light)[0]));
        }

        return questions;
    }

    private static void AddAbout(Thing thing, Scene scene, Philox random, List<Question> questions)
    {
        var (colour, shape) = (Phrases.Of(thing.Colour), Phrases.Of(thing.Shape));
        var isAlone = scene.Things.Count == 1;
        questions.Add(new($"what does the {colour} {shape} do?", Phrases.Of(thing.Motion)[0]));
        questions.Add(new($"what shape is the {colour} thing?", shape));
        if (isAlone || scene.Things[0].Shape != scene.Things[1].Shape)
        {
            questions.Add(new($"what colour is the {shape}?", colour));
        }

        if (isAlone)
        {
            questions.Add(new("what colour is the shape?", colour));
            questions.Add(new("what shape is it?", shape));
        }

        if (scene.Level != SceneLevel.Level1)
        {
            questions.Add(new($"what size is the {colour} {shape}?", Phrases.Of(thing.Size)));
        }

        var guess = random.NextInt(2) == 0
            ? (thing.Colour, thing.Shape)
            : (Colour: (ThingColour)random.NextInt(Enum.GetValues<ThingColour>().Length), Shape: (Shape)random.NextInt(Enum.GetValues<Shape>().Length));
        var isThere = scene.Things.Any(other => (other.Colour, other.Shape) == guess);
        questions.Add(new($"is there {Phrases.WithArticle($"{Phrases.Of(guess.Colour)} {Phrases.Of(guess.Shape)}")}?", isThere ? "yes" : "no"));
    }
}
