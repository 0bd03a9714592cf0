using System.Text.Json.Nodes;

namespace HunyuanVideo.Curation.Captions;

/// <summary>What is said to a chat service: the question, and after a faulty answer the wish to mend it.</summary>
internal sealed class ChatTalk
{
    private readonly HttpCaptionOptions _options;
    private readonly string? _answer;
    private readonly string? _wish;

    /// <param name="options">Prompt and model.</param>
    public ChatTalk(HttpCaptionOptions options) => _options = options;

    private ChatTalk(HttpCaptionOptions options, string answer, string wish)
        : this(options) => (_answer, _wish) = (answer, wish);

    /// <summary>All the words that decide the answer: for the key of a kept reply.</summary>
    public string Words => string.Join('\n', _options.Prompt, CaptionSchema.Create().ToJsonString(), _options.MostTokens, _answer, _wish);

    /// <summary>The talk goes on: the faults are listed.</summary>
    public ChatTalk Mend(string answer, IReadOnlyList<CaptionFault> faults)
    {
        var list = string.Join('\n', faults.Select(fault => $"- {fault.Message}"));
        return new(_options, answer[..Math.Min(answer.Length, _options.Limits.MostCharacters)], $"That answer cannot be used:\n{list}\nWrite the whole JSON again without these faults.");
    }

    /// <summary>The request.</summary>
    /// <param name="pictures">JPEG files.</param>
    public JsonObject Body(IReadOnlyList<byte[]> pictures)
    {
        var content = new JsonArray(new JsonObject { ["type"] = "text", ["text"] = _options.Prompt });
        foreach (var picture in pictures)
        {
            content.Add((JsonNode)new JsonObject
            {
                ["type"] = "image_url",
                ["image_url"] = new JsonObject { ["url"] = "data:image/jpeg;base64," + Convert.ToBase64String(picture) },
            });
        }

        var messages = new JsonArray(Message("user", content));
        if (_answer is not null)
        {
            messages.Add((JsonNode)Message("assistant", _answer));
            messages.Add((JsonNode)Message("user", _wish));
        }

        return new()
        {
            ["model"] = _options.Model,
            ["temperature"] = 0,
            ["max_tokens"] = _options.MostTokens,
            ["messages"] = messages,
            ["response_format"] = new JsonObject
            {
                ["type"] = "json_schema",
                ["json_schema"] = new JsonObject { ["name"] = "caption", ["strict"] = true, ["schema"] = CaptionSchema.Create() },
            },
        };
    }

    private static JsonObject Message(string role, JsonNode? content) => new() { ["role"] = role, ["content"] = content };
}
