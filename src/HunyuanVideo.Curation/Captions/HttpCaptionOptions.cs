namespace HunyuanVideo.Curation.Captions;

/// <summary>Which service writes captions, and how hard it may be asked. The key is read from the environment. Source: spec curation §8.</summary>
public sealed record HttpCaptionOptions
{
    /// <summary>Base address, without <c>/chat/completions</c>: <c>http://localhost:8000/v1</c>.</summary>
    public required Uri Address { get; init; }

    /// <summary>The model's name there.</summary>
    public required string Model { get; init; }

    /// <summary>Environment variable that holds the key; unset or empty sends none.</summary>
    public string KeyVariable { get; init; } = "HYVIDEO_CAPTION_KEY";

    /// <summary>What the model is asked; its hash is part of the cache's key.</summary>
    public string Prompt { get; init; } =
        """
        The pictures are frames of one video clip in order of time. Describe the clip as JSON.
        short: one sentence of 3 to 40 words, the main thing that happens. dense: up to 200 words in order of time, with camera and transitions.
        background, lighting, atmosphere: a few words each. style: realistic, documentary, cinematic, animation or another.
        shot_type: extreme_close_up, close_up, medium, full, long, aerial or another. camera: null unless you are sure.
        things: what is seen, with colour, size and motion. Say only what can be seen; null for what cannot be told. Write English. version is 1.
        """;

    /// <summary>Language of the captions.</summary>
    public string Language { get; init; } = "en";

    /// <summary>Tokens of a reply at most.</summary>
    public int MostTokens { get; init; } = 1200;

    /// <summary>Bytes of a reply at most.</summary>
    public int MostReplyBytes { get; init; } = 1 << 20;

    /// <summary>Requests at the same time.</summary>
    public int Concurrency { get; init; } = 4;

    /// <summary>Requests begun within any minute.</summary>
    public int PerMinute { get; init; } = 60;

    /// <summary>Time for one request.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Attempts at a request in all, where the fault can pass: 408, 429, 5xx, a broken connection, a time-out.</summary>
    public int Attempts { get; init; } = 5;

    /// <summary>Wait after the first failed attempt; doubled after each.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait, also where the service asks for more.</summary>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Share of a wait that is drawn at random, so that many clients do not come back at once.</summary>
    public double Jitter { get; init; } = 0.25;

    /// <summary>Limits of captions.</summary>
    public CaptionLimits Limits { get; init; } = new();

    /// <summary>Checks all values.</summary>
    /// <exception cref="InputException">One is of no use; the message names it.</exception>
    public void Validate()
    {
        if (!Address.IsAbsoluteUri || Address.Scheme is not ("http" or "https"))
        {
            throw new InputException($"the caption service's address '{Address.OriginalString}' is no http address; give one like http://localhost:8000/v1.");
        }

        if (string.IsNullOrWhiteSpace(Model))
        {
            throw new InputException("the caption service's model has no name; give the one the service knows.");
        }

        if (Concurrency < 1 || PerMinute < 1 || Attempts < 1)
        {
            throw new InputException($"the caption service's limits are {Concurrency} at a time, {PerMinute} a minute, {Attempts} attempts; each must be at least 1.");
        }
    }
}
