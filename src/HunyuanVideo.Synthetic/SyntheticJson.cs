using System.Text.Json.Serialization;

namespace HunyuanVideo.Synthetic;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(StructuredCaption))]
internal sealed partial class SyntheticJson : JsonSerializerContext;
