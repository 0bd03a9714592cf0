namespace HunyuanVideo.Tokenizers;

/// <summary>What happens to a prompt before it enters a template.</summary>
public static class PromptText
{
    /// <summary>The prompt without leading and trailing white space, U+001C–U+001F included as in Python's <c>str.strip</c>.</summary>
    /// <param name="prompt">Prompt or negative prompt.</param>
    /// <remarks>Source: spec text-encoders §1.</remarks>
    public static string Strip(string prompt)
    {
        var start = 0;
        while (start < prompt.Length && IsStripped(prompt[start]))
        {
            start++;
        }

        var end = prompt.Length;
        while (end > start && IsStripped(prompt[end - 1]))
        {
            end--;
        }

        return prompt[start..end];
    }

    private static bool IsStripped(char character) => char.IsWhiteSpace(character) || character is >= '\u001C' and <= '\u001F';
}
