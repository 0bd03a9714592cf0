using System.Text.Json.Serialization;

namespace HunyuanVideo.TextEncoders;

/// <summary>Source-generated JSON of the encoder configurations.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LlamaConfig))]
[JsonSerializable(typeof(ClipTextConfig))]
internal sealed partial class TextEncoderJson : JsonSerializerContext;
