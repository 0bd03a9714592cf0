namespace HunyuanVideo.Synthetic;

/// <summary>A question about a scene, with its answer.</summary>
/// <param name="Asked">"what colour is the circle?".</param>
/// <param name="Answer">"red".</param>
public sealed record Question(string Asked, string Answer)
{
    /// <summary>Both on one line: "what colour is the circle? red".</summary>
    public string Text => $"{Asked} {Answer}";
}
