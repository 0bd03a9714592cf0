using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using HunyuanVideo.Evaluation;
using HunyuanVideo.Pipelines;
using HunyuanVideo.Synthetic;

namespace HunyuanVideo.Cli.Commands.Evaluate;

/// <summary>Two things on a plain or patterned background.</summary>
internal sealed class ToyLevel2(int count, ulong seed) : IToyLevel
{
    private readonly List<(PairChecks Checks, bool IsUnseen)> _judged = [];

    public async IAsyncEnumerable<ToyScore> RunAsync(
        ToyEvaluation evaluation, GenerationOptions options, string folder, bool overwrite, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var video in evaluation.RunAsync(PromptSet.Level2(count, seed), options, folder, overwrite, cancellationToken).ConfigureAwait(false))
        {
            var (prompt, verdict, checks) = (video.Prompt, video.Verdict, video.Checks);
            _judged.Add((checks, prompt.IsUnseen));
            var things = new JsonArray([.. verdict.Things.Select(thing => new JsonObject
            {
                ["colour"] = thing.Colour.ToString(),
                ["shape"] = thing.Shape.Value?.ToString(),
                ["motion"] = thing.Motion.Value?.ToString(),
            })]);
            yield return new ToyScore(prompt.Text, prompt.IsUnseen, video.Video, checks.Named, [("background", verdict.Background.Value?.ToString()), ("things", things)]);
        }
    }

    public (string Text, JsonNode Json) Table()
    {
        var table = PairTable.Of(_judged);
        return (table.ToString(), JsonNode.Parse(table.ToJson())!);
    }
}
