using System.Text.Json;
using HunyuanVideo.Tensors;
using HunyuanVideo.Weights;
using static TorchSharp.torch;

namespace HunyuanVideo.Parity;

/// <summary>
/// One golden case: a configuration, hashed weights and inputs, and the reference's outputs with their tolerance.
/// Source: the format "hash weights v1".
/// </summary>
public sealed class GoldenCase : IDisposable
{
    private readonly JsonDocument _document;
    private readonly SafetensorsFile _expected;

    private GoldenCase(string folder, JsonDocument document, SafetensorsFile expected)
    {
        (Folder, _document, _expected) = (folder, document, expected);
        var root = document.RootElement;
        Kind = root.GetProperty("kind").GetString()!;
        Name = root.GetProperty("name").GetString()!;
        Seed = root.GetProperty("seed").GetUInt64();
    }

    /// <summary>The folder of the case.</summary>
    public string Folder { get; }

    /// <summary>Which computation it exercises: <c>dit</c>, <c>vae</c> ….</summary>
    public string Kind { get; }

    /// <summary>Name within its kind.</summary>
    public string Name { get; }

    /// <summary>Seed of its hash.</summary>
    public ulong Seed { get; }

    /// <summary>Configuration in the published key names, plus the options of the run.</summary>
    public JsonElement Config => _document.RootElement.GetProperty("config");

    /// <summary>Names of the expected tensors; <c>out.*</c> must match, <c>mid.*</c> are check points.</summary>
    public IReadOnlyList<string> Outputs => _expected.Keys;

    /// <summary>Reads <c>case.json</c> and <c>out.safetensors</c> of <paramref name="folder"/>.</summary>
    /// <exception cref="InputException">A file is missing or malformed.</exception>
    public static GoldenCase Load(string folder)
    {
        var path = Path.Join(folder, "case.json");
        try
        {
            return new GoldenCase(folder, JsonDocument.Parse(File.ReadAllBytes(path)), SafetensorsFile.Open(Path.Join(folder, "out.safetensors")));
        }
        catch (Exception fault) when (fault is IOException or JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InputException($"{path}: is no golden case ({fault.Message.TrimEnd('.')}).", fault);
        }
    }

    /// <summary>Whether the case has an input called <paramref name="name"/>.</summary>
    public bool HasInput(string name) => FindInput(name) is not null;

    /// <summary>The input called <paramref name="name"/>; the caller owns it.</summary>
    /// <exception cref="InputException">The case has no such input.</exception>
    public Tensor Input(string name)
    {
        var input = FindInput(name) ?? throw new InputException($"{Folder}: has no input '{name}'.");
        var shape = ReadShape(input);
        if (input.TryGetProperty("values", out var values))
        {
            return ReadValues(values, input.GetProperty("dtype").GetString()!).reshape(shape);
        }

        return HashTensor.Create("in." + name, shape, input.GetProperty("offset").GetDouble(), input.GetProperty("gain").GetDouble(), Seed);
    }

    /// <summary>The reference's tensor called <paramref name="output"/>, float32; the caller owns it.</summary>
    public Tensor Expected(string output) => _expected.Map(output);

    /// <summary>Largest relative L2 error allowed for <paramref name="output"/>.</summary>
    public double Tolerance(string output) =>
        _document.RootElement.TryGetProperty("tolerance_by_output", out var special) && special.TryGetProperty(output, out var value)
            ? value.GetDouble()
            : _document.RootElement.GetProperty("tolerance").GetDouble();

    /// <summary>The case's weights as a source.</summary>
    /// <param name="hashPrefix">Put before the key when hashing: <c>w.</c>, or <c>w.teacher.</c> for a second set.</param>
    /// <param name="keyPrefix">Removed from the front of every key; keys without it are left out.</param>
    /// <param name="select">Keys to keep (before the prefix is removed); all when null.</param>
    public IWeightSource Weights(string hashPrefix = "w.", string keyPrefix = "", Func<string, bool>? select = null) =>
        new HashWeights(Folder, Seed, _document.RootElement.GetProperty("weights"), hashPrefix, keyPrefix, select ?? (_ => true));

    /// <inheritdoc/>
    public void Dispose()
    {
        _expected.Dispose();
        _document.Dispose();
    }

    private JsonElement? FindInput(string name)
    {
        foreach (var input in _document.RootElement.GetProperty("inputs").EnumerateArray())
        {
            if (input.GetProperty("name").GetString() == name)
            {
                return input;
            }
        }

        return null;
    }

    private static long[] ReadShape(JsonElement item) =>
        [.. item.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())];

    private static Tensor ReadValues(JsonElement values, string dtype)
    {
        var items = values.EnumerateArray();
        return dtype switch
        {
            "i64" => tensor(items.Select(item => item.GetInt64()).ToArray()),
            "bool" => tensor(items.Select(item => item.ValueKind == JsonValueKind.True || (item.ValueKind == JsonValueKind.Number && item.GetInt64() != 0)).ToArray()),
            "f64" => tensor(items.Select(item => item.GetDouble()).ToArray()),
            _ => tensor(items.Select(item => (float)item.GetDouble()).ToArray()),
        };
    }

    private sealed class HashWeights : IWeightSource
    {
        private readonly Dictionary<string, JsonElement> _items = new(StringComparer.Ordinal);
        private readonly string _hashPrefix;
        private readonly string _keyPrefix;
        private readonly ulong _seed;

        public HashWeights(string name, ulong seed, JsonElement weights, string hashPrefix, string keyPrefix, Func<string, bool> select)
        {
            (Name, _seed, _hashPrefix, _keyPrefix) = (name, seed, hashPrefix, keyPrefix);
            foreach (var item in weights.EnumerateArray())
            {
                var key = item.GetProperty("name").GetString()!;
                if (key.StartsWith(keyPrefix, StringComparison.Ordinal) && select(key))
                {
                    _items.Add(key[keyPrefix.Length..], item);
                }
            }

            Keys = [.. _items.Keys.Order(StringComparer.Ordinal)];
        }

        public string Name { get; }

        public IReadOnlyList<string> Keys { get; }

        public IReadOnlyList<long> ShapeOf(string key) => ReadShape(_items[key]);

        public Tensor Map(string key)
        {
            var item = _items[key];
            return HashTensor.Create(
                _hashPrefix + _keyPrefix + key, ReadShape(item), item.GetProperty("offset").GetDouble(), item.GetProperty("gain").GetDouble(), _seed);
        }

        public void Dispose()
        {
        }
    }
}
