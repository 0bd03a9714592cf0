using System.Text.Json.Nodes;
using HunyuanVideo.Evaluation;

namespace HunyuanVideo.Cli.Commands.Evaluate;

/// <summary>A judged video of either level, as reports and sheets show it.</summary>
/// <param name="Prompt">What was asked for.</param>
/// <param name="IsUnseen">Whether training never showed it.</param>
/// <param name="Video">The video.</param>
/// <param name="Checks">Which attributes are right, all together last.</param>
/// <param name="Seen">What the judge saw, as the report tells it.</param>
internal sealed record ToyScore(
    string Prompt, bool IsUnseen, PromptVideo Video, IReadOnlyList<(string Name, bool IsRight)> Checks, IReadOnlyList<(string Key, JsonNode? Value)> Seen)
{
    /// <summary>Whether everything is right.</summary>
    public bool IsRight => Checks[^1].IsRight;

    /// <summary>"right", or what is wrong.</summary>
    public string Verdict => IsRight ? "right" : "wrong " + string.Join(", ", Checks.SkipLast(1).Where(check => !check.IsRight).Select(check => check.Name));

    /// <summary>The entry in a report.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject { ["file"] = Path.GetFileName(Video.Path), ["prompt"] = Prompt, ["unseen"] = IsUnseen };
        foreach (var (key, value) in Seen)
        {
            json[key] = value;
        }

        json["right"] = IsRight;
        json["checks"] = new JsonObject(Checks.Select(check => KeyValuePair.Create(check.Name, (JsonNode?)JsonValue.Create(check.IsRight))));
        return json;
    }
}
