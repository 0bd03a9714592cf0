using System.Text.Json.Serialization;

namespace HunyuanVideo.Evaluation;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(EvaluationTable))]
internal sealed partial class EvaluationJson : JsonSerializerContext;
