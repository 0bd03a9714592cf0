namespace HunyuanVideo.Synthetic;

/// <summary>Fixed lists of prompts for evaluation.</summary>
public static class PromptSet
{
    /// <summary>Level-1 prompts, seen and unseen combinations in turn, all different until the combinations are used up.</summary>
    /// <param name="count">Prompts; half of them unseen.</param>
    /// <param name="seed">What the user calls the seed; a smaller count gives the beginning of the same list.</param>
    public static IReadOnlyList<ToyPrompt> Level1(int count, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var prompts = new List<ToyPrompt>(count);
        var used = new HashSet<Combination>();
        for (ulong index = 0; prompts.Count < count; index++)
        {
            var split = prompts.Count % 2 == 0 ? Split.Seen : Split.Unseen;
            var scene = SceneSampler.Sample(seed ^ EvaluationSeed, index, SceneLevel.Level1, split);
            if (used.Add(scene.Combination) || index > (ulong)Combination.All.Count * 4)
            {
                prompts.Add(new(CaptionWriter.Plain(scene), scene.Combination, scene.IsUnseen));
            }
        }

        return prompts;
    }

    /// <summary>Level-2 prompts with two things, their sizes, the background's pattern and the relation; seen and unseen scenes in turn, no text twice.</summary>
    /// <param name="count">Prompts; half of them unseen.</param>
    /// <param name="seed">What the user calls the seed; a smaller count gives the beginning of the same list.</param>
    public static IReadOnlyList<PairPrompt> Level2(int count, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var prompts = new List<PairPrompt>(count);
        var used = new HashSet<string>(StringComparer.Ordinal);
        for (ulong index = 0; prompts.Count < count; index++)
        {
            var split = prompts.Count % 2 == 0 ? Split.Seen : Split.Unseen;
            var scene = SceneSampler.Sample(seed ^ EvaluationSeed, index, SceneLevel.Level2, split);
            var text = CaptionWriter.Plain(scene);
            if (scene.Things.Count == 2 && used.Add(text))
            {
                prompts.Add(new(text, scene, scene.IsUnseen));
            }
        }

        return prompts;
    }

    // Keeps the prompts of a seed apart from the training scenes of the same seed.
    private const ulong EvaluationSeed = 0x5EED_0F_7E57;
}
