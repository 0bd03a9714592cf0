using System.Text.Json;

namespace HunyuanVideo.Vae;

/// <summary>Reads and writes <see cref="VaeConfig"/> as the <c>config.json</c> of either published layout.</summary>
/// <remarks>Reading takes the keys of both layouts, whichever class the file names. Source: spec vae §2.</remarks>
public static class VaeConfigJson
{
    private const string TimeCompressionKey = "time_compression_ratio";
    private const string TemporalCompressionKey = "temporal_compression_ratio";

    private static readonly string[] KnownKeys =
    [
        "act_fn", "block_out_channels", "down_block_types", "in_channels", "latent_channels", "layers_per_block",
        "mid_block_add_attention", "norm_num_groups", "out_channels", "sample_size", "sample_tsize", "scaling_factor",
        "spatial_compression_ratio", TemporalCompressionKey, TimeCompressionKey, "up_block_types",
    ];

    /// <summary>Keys that occur in published files and change nothing.</summary>
    private static readonly string[] IgnoredKeys = ["force_upcast", "mid_block_causal_attn"];

    private static readonly JsonWriterOptions Indented = new() { Indented = true };

    /// <summary>Reads and checks the file at <paramref name="path"/>.</summary>
    /// <exception cref="InputException">The file cannot be read, is no JSON object, or breaks a rule.</exception>
    public static VaeConfig Read(string path)
    {
        try
        {
            return Parse(File.ReadAllBytes(path), path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: cannot be read ({fault.Message.TrimEnd('.')}).", fault);
        }
    }

    /// <summary>Reads and checks JSON text in UTF-8; <paramref name="name"/> begins the messages.</summary>
    /// <exception cref="InputException">The text is no JSON object, or the configuration breaks a rule.</exception>
    public static VaeConfig Parse(ReadOnlyMemory<byte> json, string name)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? Parse(document.RootElement, name)
                : throw new ConfigException($"{name}: is no JSON object.");
        }
        catch (JsonException fault)
        {
            throw new InputException($"{name}: is no JSON ({fault.Message.TrimEnd('.')}).", fault);
        }
    }

    /// <summary>The configuration as indented JSON in UTF-8, with the keys of <paramref name="layout"/>.</summary>
    public static byte[] Write(VaeConfig config, VaeConfigLayout layout)
    {
        ArgumentNullException.ThrowIfNull(config);
        var (name, down, up, time) = Names(layout);
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Indented))
        {
            writer.WriteStartObject();
            writer.WriteString("_class_name", name);
            writer.WriteString("act_fn", "silu");
            WriteArray(writer, "block_out_channels", config.BlockOutChannels, (item, width) => item.WriteNumberValue(width));
            WriteArray(writer, "down_block_types", Enumerable.Repeat(down, config.BlockCount), (item, type) => item.WriteStringValue(type));
            writer.WriteNumber("in_channels", config.InChannels);
            writer.WriteNumber("latent_channels", config.LatentChannels);
            writer.WriteNumber("layers_per_block", config.LayersPerBlock);
            writer.WriteBoolean("mid_block_add_attention", config.HasMidAttention);
            writer.WriteNumber("norm_num_groups", config.NormGroupCount);
            writer.WriteNumber("out_channels", config.OutChannels);
            if (layout == VaeConfigLayout.Tencent)
            {
                writer.WriteNumber("sample_size", config.SampleSize);
                writer.WriteNumber("sample_tsize", config.SampleFrames);
            }

            writer.WriteNumber("scaling_factor", config.ScalingFactor);
            writer.WriteNumber("spatial_compression_ratio", config.SpatialCompression);
            writer.WriteNumber(time, config.TimeCompression);
            WriteArray(writer, "up_block_types", Enumerable.Repeat(up, config.BlockCount), (item, type) => item.WriteStringValue(type));
            writer.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static VaeConfig Parse(JsonElement root, string name)
    {
        var reader = new Reader(root);
        reader.CheckKeys();
        var config = new VaeConfig
        {
            InChannels = reader.Integer("in_channels", 3),
            OutChannels = reader.Integer("out_channels", 3),
            LatentChannels = reader.Integer("latent_channels"),
            BlockOutChannels = reader.Integers("block_out_channels"),
            LayersPerBlock = reader.Integer("layers_per_block"),
            NormGroupCount = reader.Integer("norm_num_groups"),
            HasMidAttention = reader.Boolean("mid_block_add_attention", true),
            SpatialCompression = reader.Integer("spatial_compression_ratio", VaeConfig.Published.SpatialCompression),
            TimeCompression = reader.Integer(
                reader.Has(TemporalCompressionKey) ? TemporalCompressionKey : TimeCompressionKey, VaeConfig.SupportedTimeCompression),
            ScalingFactor = reader.Number("scaling_factor"),
            SampleSize = reader.Integer("sample_size", VaeConfig.Published.SampleSize),
            SampleFrames = reader.Integer("sample_tsize", VaeConfig.Published.SampleFrames),
        };
        reader.CheckNames(config.BlockCount);
        reader.ThrowIfFaulty(name);
        try
        {
            config.Validate();
        }
        catch (ConfigException fault)
        {
            throw new ConfigException($"{name}: {fault.Message}");
        }

        return config;
    }

    private static (string Class, string Down, string Up, string Time) Names(VaeConfigLayout layout) =>
        layout == VaeConfigLayout.Tencent
            ? ("AutoencoderKLCausal3D", "DownEncoderBlockCausal3D", "UpDecoderBlockCausal3D", TimeCompressionKey)
            : ("AutoencoderKLHunyuanVideo", "HunyuanVideoDownBlock3D", "HunyuanVideoUpBlock3D", TemporalCompressionKey);

    private static void WriteArray<T>(Utf8JsonWriter writer, string key, IEnumerable<T> values, Action<Utf8JsonWriter, T> write)
    {
        writer.WriteStartArray(key);
        foreach (var value in values)
        {
            write(writer, value);
        }

        writer.WriteEndArray();
    }

    /// <summary>Takes typed values out of an object and collects every fault on the way.</summary>
    private sealed class Reader(JsonElement root)
    {
        private readonly List<string> _faults = [];

        public bool Has(string key) => root.TryGetProperty(key, out _);

        public void CheckKeys()
        {
            var unknown = root.EnumerateObject()
                .Select(item => item.Name)
                .Where(key => !key.StartsWith('_') && !KnownKeys.Contains(key) && !IgnoredKeys.Contains(key))
                .ToList();
            if (unknown.Count > 0)
            {
                _faults.Add($"unknown {string.Join(", ", unknown)}; known are {string.Join(", ", KnownKeys)}.");
            }

            if (Has(TimeCompressionKey) && Has(TemporalCompressionKey))
            {
                _faults.Add($"{TimeCompressionKey} and {TemporalCompressionKey} mean the same; leave one out.");
            }
        }

        public void CheckNames(int blockCount)
        {
            var layouts = Enum.GetValues<VaeConfigLayout>().Select(Names).ToList();
            CheckName("_class_name", Text("_class_name"), [.. layouts.Select(item => item.Class)]);
            CheckName("act_fn", Text("act_fn"), ["silu"]);
            CheckBlockTypes("down_block_types", blockCount, [.. layouts.Select(item => item.Down)]);
            CheckBlockTypes("up_block_types", blockCount, [.. layouts.Select(item => item.Up)]);
        }

        public void ThrowIfFaulty(string name)
        {
            if (_faults.Count > 0)
            {
                throw new ConfigException($"{name}: {string.Join(" ", _faults)}");
            }
        }

        public int Integer(string key, int? absent = null) =>
            Value(key, absent, "a whole number", item => item.ValueKind == JsonValueKind.Number && item.TryGetInt32(out var value) ? value : null);

        public double Number(string key) =>
            Value(key, null, "a number", item => item.ValueKind == JsonValueKind.Number && item.TryGetDouble(out var value) ? value : (double?)null);

        public bool Boolean(string key, bool absent) =>
            Value(key, absent, "true or false", item => item.ValueKind is JsonValueKind.True or JsonValueKind.False ? item.GetBoolean() : (bool?)null);

        public int[] Integers(string key)
        {
            if (root.TryGetProperty(key, out var array)
                && array.ValueKind == JsonValueKind.Array
                && array.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Number && item.TryGetInt32(out _)))
            {
                return [.. array.EnumerateArray().Select(item => item.GetInt32())];
            }

            _faults.Add($"{key} must be a list of whole numbers.");
            return [];
        }

        private T Value<T>(string key, T? absent, string kind, Func<JsonElement, T?> read) where T : struct
        {
            var value = root.TryGetProperty(key, out var item) ? read(item) : absent;
            if (value is null)
            {
                _faults.Add(item.ValueKind == JsonValueKind.Undefined ? $"{key} is missing." : $"{key} is {item.GetRawText()}; it must be {kind}.");
            }

            return value ?? default;
        }

        private string? Text(string key) => root.TryGetProperty(key, out var item) ? item.ToString() : null;

        private void CheckName(string key, string? value, string[] allowed)
        {
            if (value is not null && !allowed.Contains(value))
            {
                _faults.Add($"{key} is {value}; it must be {string.Join(" or ", allowed)}.");
            }
        }

        private void CheckBlockTypes(string key, int blockCount, string[] allowed)
        {
            if (!root.TryGetProperty(key, out var array))
            {
                return;
            }

            string[] types = array.ValueKind == JsonValueKind.Array ? [.. array.EnumerateArray().Select(item => item.ToString())] : [];
            if (types.Length != blockCount)
            {
                _faults.Add($"{key} names {types.Length} blocks, block_out_channels {blockCount}; make them equal.");
            }

            foreach (var type in types.Distinct())
            {
                CheckName(key, type, allowed);
            }
        }
    }
}
