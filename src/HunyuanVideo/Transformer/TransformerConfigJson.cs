using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace HunyuanVideo.Transformer;

/// <summary>Reads and writes <see cref="TransformerConfig"/> as JSON. Source: the two name columns of spec text-to-video §2.</summary>
[JsonSourceGenerationOptions(WriteIndented = true)]
[JsonSerializable(typeof(TencentTransformerJson))]
[JsonSerializable(typeof(DiffusersTransformerJson))]
internal sealed partial class TransformerConfigJson : JsonSerializerContext
{
    private static readonly (string Name, MlpActivation Value)[] Activations =
    [
        ("gelu_tanh", MlpActivation.GeluTanh), ("gelu", MlpActivation.Gelu), ("relu", MlpActivation.Relu), ("silu", MlpActivation.Silu),
    ];

    private static readonly (string Name, QkNorm Value)[] QkNormTypes = [("rms", QkNorm.Rms), ("layer", QkNorm.Layer)];

    private static readonly (string Name, TextProjectionKind Value)[] TextProjections =
    [
        ("single_refiner", TextProjectionKind.SingleRefiner), ("linear", TextProjectionKind.Linear),
    ];

    private static readonly (string Name, QkNorm Value)[] DiffusersQkNorms = [("rms_norm", QkNorm.Rms)];

    private static readonly (string Name, string Value)[] DiffusersImageConditions = [("latent_concat", "latent_concat")];

    /// <summary>Tencent's names of the keys, in the order in which they are written.</summary>
    public static IReadOnlyList<string> TencentKeys => KeysOf(Default.TencentTransformerJson);

    public static TransformerConfig Read(ReadOnlySpan<byte> json, string place)
    {
        var faults = new List<string>();
        try
        {
            var config = IsDiffusers(json)
                ? FromDiffusers(JsonSerializer.Deserialize(json, Default.DiffusersTransformerJson)!, faults)
                : FromTencent(JsonSerializer.Deserialize(json, Default.TencentTransformerJson)!, faults);
            if (faults.Count == 0)
            {
                config.Validate();
                return config;
            }
        }
        catch (JsonException fault)
        {
            faults.Add($"is no transformer configuration ({fault.Message.TrimEnd('.')}).");
        }
        catch (ConfigException fault)
        {
            faults.Add(fault.Message);
        }

        throw new ConfigException($"{place}: {string.Join(" ", faults)}");
    }

    public static string Write(TransformerConfig config) => JsonSerializer.Serialize(
        new TencentTransformerJson
        {
            InChannels = config.InChannels,
            OutChannels = config.OutChannels,
            HiddenSize = config.HiddenSize,
            HeadCount = config.HeadCount,
            DoubleBlockCount = config.DoubleBlockCount,
            SingleBlockCount = config.SingleBlockCount,
            RefinerBlockCount = config.RefinerBlockCount,
            MlpRatio = config.MlpRatio,
            MlpActivation = NameOf(config.MlpActivation, Activations),
            PatchSize = [config.PatchSize.Time, config.PatchSize.Height, config.PatchSize.Width],
            RopeAxes = [config.RopeAxes.Time, config.RopeAxes.Height, config.RopeAxes.Width],
            RopeTheta = config.RopeTheta,
            HasQkvBias = config.HasQkvBias,
            HasQkNorm = config.QkNorm != QkNorm.None,
            QkNormType = NameOf(config.QkNorm == QkNorm.None ? QkNorm.Rms : config.QkNorm, QkNormTypes),
            HasGuidance = config.HasGuidance,
            TextProjection = NameOf(config.TextProjection, TextProjections),
            UsesTextMask = config.UsesTextMask,
            TextWidth = config.TextWidth,
            PooledTextWidth = config.PooledTextWidth,
        },
        Default.TencentTransformerJson);

    private static TransformerConfig FromTencent(TencentTransformerJson file, List<string> faults)
    {
        RefuseUnknown(file.Others, TencentKeys, faults);
        var inChannels = Required("in_channels", file.InChannels, faults);
        return new TransformerConfig
        {
            InChannels = inChannels,
            OutChannels = file.OutChannels ?? inChannels,
            HiddenSize = Required("hidden_size", file.HiddenSize, faults),
            HeadCount = Required("heads_num", file.HeadCount, faults),
            DoubleBlockCount = Required("mm_double_blocks_depth", file.DoubleBlockCount, faults),
            SingleBlockCount = Required("mm_single_blocks_depth", file.SingleBlockCount, faults),
            RefinerBlockCount = file.RefinerBlockCount,
            MlpRatio = Required("mlp_width_ratio", file.MlpRatio, faults),
            MlpActivation = Choose("mlp_act_type", file.MlpActivation, Activations, faults),
            PatchSize = Triple("patch_size", file.PatchSize, faults),
            RopeAxes = Triple("rope_dim_list", file.RopeAxes, faults),
            RopeTheta = file.RopeTheta,
            HasQkvBias = file.HasQkvBias,
            QkNorm = file.HasQkNorm ? Choose("qk_norm_type", file.QkNormType, QkNormTypes, faults) : QkNorm.None,
            HasGuidance = Required("guidance_embed", file.HasGuidance, faults),
            TextProjection = Choose("text_projection", file.TextProjection, TextProjections, faults),
            UsesTextMask = file.UsesTextMask,
            TextWidth = Required("text_states_dim", file.TextWidth, faults),
            PooledTextWidth = Required("text_states_dim_2", file.PooledTextWidth, faults),
        };
    }

    private static TransformerConfig FromDiffusers(DiffusersTransformerJson file, List<string> faults)
    {
        RefuseUnknown(file.Others, KeysOf(Default.DiffusersTransformerJson), faults);
        if (file.ImageCondition is not null)
        {
            Choose("image_condition_type", file.ImageCondition, DiffusersImageConditions, faults);
        }

        var inChannels = Required("in_channels", file.InChannels, faults);
        var headCount = Required("num_attention_heads", file.HeadCount, faults);
        var patchSize = Required("patch_size", file.PatchSize, faults);
        return TransformerConfig.Published with
        {
            InChannels = inChannels,
            OutChannels = file.OutChannels ?? inChannels,
            HiddenSize = headCount * Required("attention_head_dim", file.HeadWidth, faults),
            HeadCount = headCount,
            DoubleBlockCount = Required("num_layers", file.DoubleBlockCount, faults),
            SingleBlockCount = Required("num_single_layers", file.SingleBlockCount, faults),
            RefinerBlockCount = Required("num_refiner_layers", file.RefinerBlockCount, faults),
            MlpRatio = Required("mlp_ratio", file.MlpRatio, faults),
            PatchSize = (Required("patch_size_t", file.PatchSizeTime, faults), patchSize, patchSize),
            RopeAxes = Triple("rope_axes_dim", file.RopeAxes, faults),
            RopeTheta = file.RopeTheta,
            QkNorm = file.QkNorm is null ? QkNorm.None : Choose("qk_norm", file.QkNorm, DiffusersQkNorms, faults),
            HasGuidance = Required("guidance_embeds", file.HasGuidance, faults),
            TextWidth = Required("text_embed_dim", file.TextWidth, faults),
            PooledTextWidth = Required("pooled_projection_dim", file.PooledTextWidth, faults),
        };
    }

    /// <summary>Both layouts have <c>in_channels</c> and its like; only diffusers has this key, and needs it.</summary>
    private static bool IsDiffusers(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        using var document = JsonDocument.ParseValue(ref reader);
        return document.RootElement.ValueKind == JsonValueKind.Object
            ? document.RootElement.TryGetProperty("num_attention_heads", out _)
            : throw new JsonException($"it is a JSON {document.RootElement.ValueKind}, not an object");
    }

    private static string[] KeysOf(JsonTypeInfo type) =>
        [.. type.Properties.Where(property => !property.IsExtensionData).Select(property => property.Name)];

    private static void RefuseUnknown(Dictionary<string, JsonElement>? others, IReadOnlyList<string> known, List<string> faults)
    {
        var unknown = others?.Keys.Where(key => !key.StartsWith('_')).Order(StringComparer.Ordinal).ToArray() ?? [];
        if (unknown.Length > 0)
        {
            faults.Add($"unknown key {string.Join(", ", unknown)}; known are {string.Join(", ", known)}.");
        }
    }

    private static T Required<T>(string key, T? value, List<string> faults)
        where T : struct
    {
        if (value is null)
        {
            faults.Add($"{key} is missing; add it.");
        }

        return value.GetValueOrDefault();
    }

    private static (int Time, int Height, int Width) Triple(string key, int[]? values, List<string> faults)
    {
        if (values is [var time, var height, var width])
        {
            return (time, height, width);
        }

        faults.Add(values is null
            ? $"{key} is missing; add it."
            : $"{key} [{string.Join(", ", values)}] has {values.Length} numbers; give three: time, height, width.");
        return default;
    }

    private static T Choose<T>(string key, string? name, (string Name, T Value)[] choices, List<string> faults)
    {
        var index = Array.FindIndex(choices, choice => choice.Name == name);
        if (index < 0)
        {
            faults.Add($"{key} '{name}' is not supported; use {string.Join(" or ", choices.Select(choice => choice.Name))}.");
        }

        return index < 0 ? choices[0].Value : choices[index].Value;
    }

    private static string NameOf<T>(T value, (string Name, T Value)[] choices) =>
        choices.First(choice => EqualityComparer<T>.Default.Equals(choice.Value, value)).Name;
}
