using System.Text.Json.Serialization;

namespace HunyuanVideo.Evaluation;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(EvaluationTable))]
[JsonSerializable(typeof(PairTable))]
internal sealed partial class EvaluationJson : JsonSerializerContext;
