namespace HunyuanVideo.Cli;

/// <summary>How far a long piece of work is.</summary>
/// <param name="Stage">What is being done: "sampling".</param>
/// <param name="Unit">What is counted: "step".</param>
/// <param name="Done">Units finished.</param>
/// <param name="Total">Units of the stage.</param>
/// <param name="Note">Shown beside the rate, for example the loss.</param>
internal sealed record WorkProgress(string Stage, string Unit, long Done, long Total, string Note = "");
