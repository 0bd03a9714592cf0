using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using HunyuanVideo.Evaluation;
using HunyuanVideo.Pipelines;
using HunyuanVideo.Synthetic;

namespace HunyuanVideo.Cli.Commands.Evaluate;

/// <summary>One thing on a plain background.</summary>
internal sealed class ToyLevel1(int count, ulong seed) : IToyLevel
{
    private readonly List<(AttributeChecks Checks, bool IsUnseen)> _judged = [];

    public async IAsyncEnumerable<ToyScore> RunAsync(
        ToyEvaluation evaluation, GenerationOptions options, string folder, bool overwrite, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var video in evaluation.RunAsync(PromptSet.Level1(count, seed), options, folder, overwrite, cancellationToken).ConfigureAwait(false))
        {
            var (prompt, verdict, checks) = (video.Prompt, video.Verdict, video.Checks);
            _judged.Add((checks, prompt.IsUnseen));
            yield return new ToyScore(prompt.Text, prompt.IsUnseen, video.Video, checks.Named,
            [
                ("colour", verdict.Colour.Value?.ToString()), ("background", verdict.Background.Value?.ToString()),
                ("shape", verdict.Shape.Value?.ToString()), ("motion", verdict.Motion.Value?.ToString()),
            ]);
        }
    }

    public (string Text, JsonNode Json) Table()
    {
        var table = EvaluationTable.Of(_judged);
        return (table.ToString(), JsonNode.Parse(table.ToJson())!);
    }
}
