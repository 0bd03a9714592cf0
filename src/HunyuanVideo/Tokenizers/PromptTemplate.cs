using System.Text.Json.Serialization;

namespace HunyuanVideo.Tokenizers;

/// <summary>The conversation a prompt is put into before the Llama encoder reads it.</summary>
/// <remarks>Source: spec text-encoders §5.</remarks>
public sealed record PromptTemplate
{
    /// <summary>Where the prompt goes.</summary>
    public const string Placeholder = "{}";

    /// <summary>Prompt tokens the transformer gets from the published model.</summary>
    public const int PublishedTextLength = 256;

    /// <summary>Text with exactly one <see cref="Placeholder"/>.</summary>
    [JsonPropertyName("template")]
    public required string Text { get; init; }

    /// <summary>Leading tokens, begin token included, that are cut from the encoder's states and mask.</summary>
    public required int CropStart { get; init; }

    /// <summary>The template with the prompt in its place; braces in the prompt are ordinary characters.</summary>
    /// <param name="prompt">The prompt, stripped by the caller (<see cref="PromptText.Strip"/>).</param>
    /// <exception cref="ConfigException">The template breaks a rule.</exception>
    public string Apply(string prompt)
    {
        Validate();
        var place = Text.IndexOf(Placeholder, StringComparison.Ordinal);
        return string.Concat(Text.AsSpan(0, place), prompt, Text.AsSpan(place + Placeholder.Length));
    }

    /// <summary>The encoder's row for a prompt: <c>[textLength + CropStart]</c> ids, of which the first <see cref="CropStart"/> states are cut later.</summary>
    /// <param name="tokenizer">The Llama tokenizer of the model.</param>
    /// <param name="prompt">The prompt, stripped by the caller (<see cref="PromptText.Strip"/>).</param>
    /// <param name="textLength">Tokens after the crop, at least 1; see <see cref="PublishedTextLength"/>.</param>
    /// <exception cref="ConfigException">The template breaks a rule, or all tokens of the text would be cropped.</exception>
    /// <exception cref="InputException">The length is below 1, or the tokenizer has no padding token.</exception>
    public TokenizedText Encode(ITokenizer tokenizer, string prompt, int textLength)
    {
        if (textLength < 1)
        {
            throw new InputException($"a prompt cannot have {textLength} tokens after the crop; ask for 1 or more.");
        }

        var row = tokenizer.Encode(Apply(prompt), textLength + CropStart);
        return row.TokenCount > CropStart
            ? row
            : throw new ConfigException($"crop_start {CropStart} cuts all {row.TokenCount} tokens of the templated prompt; set it to the tokens before the placeholder.");
    }

    /// <exception cref="ConfigException">The text has not exactly one placeholder, or the crop is negative or above 65,536.</exception>
    public void Validate()
    {
        const int HighestCrop = 1 << 16;
        var places = Text.Split(Placeholder).Length - 1;
        if (places != 1)
        {
            throw new ConfigException($"template has {places} placeholders '{Placeholder}'; write exactly one, where the prompt goes.");
        }

        if (CropStart is < 0 or > HighestCrop)
        {
            throw new ConfigException($"crop_start {CropStart} is not within 0…{HighestCrop}; set it to the tokens before the placeholder.");
        }
    }
}
