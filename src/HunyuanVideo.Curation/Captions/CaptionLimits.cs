namespace HunyuanVideo.Curation.Captions;

/// <summary>What a caption may be. Source: spec curation §8.</summary>
public sealed record CaptionLimits
{
    /// <summary>Characters of a reply at most.</summary>
    public int MostCharacters { get; init; } = 1 << 16;

    /// <summary>Depth of its JSON at most.</summary>
    public int MostDepth { get; init; } = 16;

    /// <summary>Entries of a list at most.</summary>
    public int MostEntries { get; init; } = 64;

    /// <summary>Words of the short sentence at least.</summary>
    public int LeastShortWords { get; init; } = 3;

    /// <summary>Words of the short sentence at most.</summary>
    public int MostShortWords { get; init; } = 40;

    /// <summary>Words of the dense description at most.</summary>
    public int MostDenseWords { get; init; } = 220;

    /// <summary>Words of any other field at most.</summary>
    public int MostWords { get; init; } = 40;

    /// <summary>Words in a row whose repetition is counted.</summary>
    public int RepeatedWords { get; init; } = 4;

    /// <summary>How often the same words may stand in a field.</summary>
    public int MostRepeats { get; init; } = 3;

    /// <summary>Words in a row that, when also in the prompt, were taken from it.</summary>
    public int PromptWords { get; init; } = 8;

    /// <summary>Confidence of the measured camera label from which another one is a contradiction.</summary>
    public double SureCamera { get; init; } = 0.8;

    /// <summary>Speed, % of the diagonal per second, from which "no motion" is a contradiction.</summary>
    public double SureSpeed { get; init; } = 5;

    /// <summary>Least share of letters in the scripts of the language.</summary>
    public double LeastScriptShare { get; init; } = 0.8;

    /// <summary>Words from which function words tell the language.</summary>
    public int LeastLanguageWords { get; init; } = 12;

    /// <summary>Beginnings of an excuse, lower case.</summary>
    public IReadOnlyList<string> Refusals { get; init; } =
    [
        "i'm sorry", "i’m sorry", "i am sorry", "i cannot", "i can't", "i can’t", "i'm unable", "i am unable", "as an ai", "as a language model",
        "i'm not able to", "i am not able to", "cannot assist", "can't assist", "unable to view", "unable to provide",
    ];

    /// <summary>Marks of prompts and of chat formats, lower case.</summary>
    public IReadOnlyList<string> PromptMarks { get; init; } =
    [
        "<|", "|>", "[inst]", "<<sys>>", "### instruction", "system prompt", "ignore previous", "ignore all previous", "json schema",
        "you are a helpful assistant", "```",
    ];

    /// <summary>Sentences that deny all motion, lower case.</summary>
    public IReadOnlyList<string> NoMotion { get; init; } =
        ["no motion", "no movement", "nothing moves", "completely still", "entirely still", "entirely static", "completely static", "motionless"];
}
