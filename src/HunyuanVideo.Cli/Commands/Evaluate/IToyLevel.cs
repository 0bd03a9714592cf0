using System.Text.Json.Nodes;
using HunyuanVideo.Evaluation;
using HunyuanVideo.Pipelines;

namespace HunyuanVideo.Cli.Commands.Evaluate;

/// <summary>The prompts of a level of the toy world with their judge.</summary>
internal interface IToyLevel
{
    /// <summary>Makes and judges the videos, in the order of the prompts.</summary>
    IAsyncEnumerable<ToyScore> RunAsync(ToyEvaluation evaluation, GenerationOptions options, string folder, bool overwrite, CancellationToken cancellationToken);

    /// <summary>The table of what was judged so far, as text and as JSON.</summary>
    (string Text, JsonNode Json) Table();
}
