namespace HunyuanVideo.Curation.Captions;

/// <summary>Something that is wrong with a caption.</summary>
/// <param name="Code">One of the constants: for counting.</param>
/// <param name="Message">One sentence with the field and the value: for people, and for the model that shall mend it.</param>
public sealed record CaptionFault(string Code, string Message)
{
    /// <summary>Not JSON at all.</summary>
    public const string NotJson = "not_json";

    /// <summary>Longer than what is read.</summary>
    public const string TooLarge = "too_large";

    /// <summary>A field that the form does not have, or one twice.</summary>
    public const string UnknownKey = "unknown_key";

    /// <summary>A required field is missing.</summary>
    public const string Missing = "missing";

    /// <summary>A value of another type, or outside its list.</summary>
    public const string WrongValue = "wrong_value";

    /// <summary>Control characters, untrimmed, or not composed.</summary>
    public const string UncleanText = "unclean_text";

    /// <summary>Too few or too many words.</summary>
    public const string WrongLength = "wrong_length";

    /// <summary>The model excuses itself instead.</summary>
    public const string Refusal = "refusal";

    /// <summary>The same words over and over.</summary>
    public const string Repetition = "repetition";

    /// <summary>Pieces of a prompt.</summary>
    public const string ForeignPrompt = "foreign_prompt";

    /// <summary>Against what was measured.</summary>
    public const string Contradiction = "contradiction";

    /// <summary>Another language than asked for.</summary>
    public const string WrongLanguage = "wrong_language";

    /// <inheritdoc/>
    public override string ToString() => $"{Code}: {Message}";
}
