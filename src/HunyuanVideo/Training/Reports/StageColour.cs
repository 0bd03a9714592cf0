namespace HunyuanVideo.Training.Reports;

/// <summary>Each stage has a colour of its own on the page.</summary>
internal static class StageColour
{
    private static readonly string[] Stages = ["tokenizer", "llama", "clip", "vae", "transformer", "distillation", "text_swap"];

    /// <summary>Number of the colour in the style sheet.</summary>
    public static int Of(string? stage) => Array.IndexOf(Stages, stage) + 1;
}
