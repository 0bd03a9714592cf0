using System.Security.Cryptography;
using System.Text.Json;
using HunyuanVideo.TextEncoders;
using HunyuanVideo.Tokenizers;
using HunyuanVideo.Transformer;
using HunyuanVideo.Vae;
using HunyuanVideo.Weights;

namespace HunyuanVideo.Pipelines;

/// <summary>
/// A model on disk in the published layout: <c>model_index.json</c> and the folders <c>transformer</c>, <c>vae</c>,
/// <c>text_encoder</c>, <c>text_encoder_2</c>, <c>tokenizer</c>, <c>tokenizer_2</c>. Opening reads configurations and
/// the headers of weight files, no weights and nothing of libtorch. Source: spec product §5.
/// </summary>
public sealed class ModelFolder
{
    private const string IndexName = "model_index.json";
    private const string ConfigName = "config.json";

    /// <summary>Endings of files in a model folder that decide no pixel.</summary>
    private static readonly string[] NotRead = [".md", ".tmp", ".part"];

    /// <summary>Folders with weights.</summary>
    public static IReadOnlyList<string> WeightParts { get; } = [ModelLayout.Transformer, ModelLayout.Vae, ModelLayout.Text, ModelLayout.PooledText];

    private ModelFolder(string path, ModelDefaults defaults, Configs configs, PromptTemplates templates, long parameterCount)
    {
        Path = path;
        Transformer = configs.Transformer;
        Vae = configs.Vae;
        TextEncoder = configs.TextEncoder;
        PooledTextEncoder = configs.PooledTextEncoder;
        Templates = templates;
        NegativePrompt = defaults.NegativePrompt;
        TextState = new HiddenStateChoice(defaults.HiddenStateSkipLayer);
        TransformerParameters = parameterCount;
        Limits = new GenerationLimits(
            Vae.SpatialCompression * Transformer.PatchSize.Width, Vae.SpatialCompression * Transformer.PatchSize.Height, Vae.TimeCompression);
        Defaults = defaults.ToOptions();
    }

    /// <summary>The folder's full path.</summary>
    public string Path { get; }

    /// <summary>What records call the model: the folder's name.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>Shape of the transformer.</summary>
    public TransformerConfig Transformer { get; }

    /// <summary>Shape of the VAE.</summary>
    public VaeConfig Vae { get; }

    /// <summary>Shape of the language model.</summary>
    public LlamaConfig TextEncoder { get; }

    /// <summary>Shape of the CLIP text tower.</summary>
    public ClipTextConfig PooledTextEncoder { get; }

    /// <summary>What prompts are put into.</summary>
    public PromptTemplates Templates { get; }

    /// <summary>What the negative text is when the user gives none; may be empty.</summary>
    public string NegativePrompt { get; }

    /// <summary>Which state of the language model the transformer was trained on.</summary>
    public HiddenStateChoice TextState { get; }

    /// <summary>Numbers in the transformer's weight files.</summary>
    public long TransformerParameters { get; }

    /// <summary>Sizes the model can make.</summary>
    public GenerationLimits Limits { get; }

    /// <summary>What the model was made for, with an empty prompt and seed 0.</summary>
    public GenerationOptions Defaults { get; }

    /// <summary>Reads and checks the folder; all faults are reported together.</summary>
    /// <exception cref="InputException">A part is missing, damaged or does not fit the others; the message has a line for each.</exception>
    public static ModelFolder Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var folder = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));
        var index = System.IO.Path.Join(folder, IndexName);
        if (File.Exists(folder))
        {
            throw new InputException($"{path}: is a file; pass --model the folder of a model.");
        }

        if (!File.Exists(index))
        {
            throw new InputException($"{path}: holds no {IndexName}, so it is no model folder; pass --model DIR.");
        }

        var faults = new List<string>();
        var defaults = Try(faults, () => WithJson(index, root => ModelDefaults.Read(root, index)));
        var configs = new Configs(
            Try(faults, () => ReadTransformer(folder))!,
            Try(faults, () => ReadVae(folder))!,
            Try(faults, () => WithJson(ConfigPath(folder, ModelLayout.Text), root => LlamaConfig.FromJson(root, ConfigPath(folder, ModelLayout.Text))))!,
            Try(faults, () => WithJson(ConfigPath(folder, ModelLayout.PooledText), root => ClipTextConfig.FromJson(root, ConfigPath(folder, ModelLayout.PooledText))))!);
        var templates = Try(faults, () => ReadTemplates(folder));
        foreach (var part in (string[])[ModelLayout.Tokenizer, ModelLayout.PooledTokenizer])
        {
            Try(faults, () => TokenizerFolder.Open(System.IO.Path.Join(folder, part)));
        }

        var counts = WeightParts.Select(part => Try(faults, () => new PartSize(part, CountParameters(folder, part)))).ToArray();
        if (faults.Count == 0)
        {
            configs.CheckFit(path, defaults!, faults);
        }

        return faults.Count > 0
            ? throw new InputException(string.Join(Environment.NewLine, faults))
            : new ModelFolder(folder, defaults!, configs, templates!, counts.First(size => size!.Part == ModelLayout.Transformer)!.Parameters);
    }

    /// <summary>Opens the transformer's weights; the caller owns the source.</summary>
    public IWeightSource OpenTransformer() => WeightFolder.Open(System.IO.Path.Join(Path, ModelLayout.Transformer));

    /// <summary>Opens the VAE's weights; the caller owns the source.</summary>
    public IWeightSource OpenVae() => WeightFolder.Open(System.IO.Path.Join(Path, ModelLayout.Vae));

    /// <summary>The VAE of a model folder, in float32, whether or not the other parts are there; the caller owns it.</summary>
    /// <param name="path">The model folder.</param>
    /// <exception cref="InputException">The folder <c>vae</c> lacks a file, or its weights do not fit its configuration.</exception>
    public static CausalVae LoadVae(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var vae = new CausalVae(ReadVae(path));
        try
        {
            using var source = WeightFolder.Open(System.IO.Path.Join(path, ModelLayout.Vae));
            ModuleWeights.LoadStrict(vae, source);
            return vae;
        }
        catch
        {
            vae.Dispose();
            throw;
        }
    }

    /// <summary>Shape of the VAE of a model folder, whether or not the other parts are there.</summary>
    /// <param name="path">The model folder.</param>
    /// <exception cref="InputException">The configuration is missing or wrong.</exception>
    public static VaeConfig ReadVae(string path) => VaeConfigJson.Read(ConfigPath(path, ModelLayout.Vae));

    /// <summary>What a model folder was made for, whether or not its parts are there; the published model's values where it does not say.</summary>
    /// <param name="path">The model folder.</param>
    /// <exception cref="InputException">Its <c>model_index.json</c> is damaged.</exception>
    public static ModelDefaults ReadDefaults(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var index = System.IO.Path.Join(path, IndexName);
        return File.Exists(index) ? WithJson(index, root => ModelDefaults.Read(root, index)) : ModelDefaults.Published;
    }

    /// <summary>Opens the language model's weights; the caller owns the source.</summary>
    public IWeightSource OpenTextEncoder() => WeightFolder.Open(System.IO.Path.Join(Path, ModelLayout.Text));

    /// <summary>Opens the CLIP tower's weights; the caller owns the source.</summary>
    public IWeightSource OpenPooledTextEncoder() => WeightFolder.Open(System.IO.Path.Join(Path, ModelLayout.PooledText));

    /// <summary>The language model's tokenizer.</summary>
    public ITokenizer OpenTokenizer() => TokenizerFolder.Open(System.IO.Path.Join(Path, ModelLayout.Tokenizer));

    /// <summary>CLIP's tokenizer.</summary>
    public ITokenizer OpenPooledTokenizer() => TokenizerFolder.Open(System.IO.Path.Join(Path, ModelLayout.PooledTokenizer));

    /// <summary>Length and hash of every file that decides pixels, ordered by path.</summary>
    /// <param name="fileDone">Called with files finished and files in all.</param>
    /// <param name="cancellationToken">Looked at after every mebibyte.</param>
    public IReadOnlyList<ModelFile> HashFiles(Action<int, int>? fileDone = null, CancellationToken cancellationToken = default)
    {
        var files = new[] { ModelLayout.Transformer, ModelLayout.Vae, ModelLayout.Text, ModelLayout.PooledText, ModelLayout.Tokenizer, ModelLayout.PooledTokenizer }
            .SelectMany(part => Directory.EnumerateFiles(System.IO.Path.Join(Path, part)))
            .Append(System.IO.Path.Join(Path, IndexName))
            .Where(file => !NotRead.Contains(System.IO.Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
            .Select(file => (File: file, Name: System.IO.Path.GetRelativePath(Path, file).Replace('\\', '/')))
            .OrderBy(item => item.Name, StringComparer.Ordinal).ToList();
        var hashed = new List<ModelFile>();
        fileDone?.Invoke(0, files.Count);
        foreach (var (file, name) in files)
        {
            hashed.Add(Hash(file, name, cancellationToken));
            fileDone?.Invoke(hashed.Count, files.Count);
        }

        return hashed;
    }

    private static ModelFile Hash(string file, string name, CancellationToken cancellationToken)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20, FileOptions.SequentialScan);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 20];
        int count;
        while ((count = stream.Read(buffer)) > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            hash.AppendData(buffer, 0, count);
        }

        return new ModelFile(name, stream.Length, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private static string ConfigPath(string folder, string part) => System.IO.Path.Join(folder, part, ConfigName);

    private static TransformerConfig ReadTransformer(string folder)
    {
        var path = ConfigPath(folder, ModelLayout.Transformer);
        var config = TransformerConfig.FromJson(ReadFile(path), path);
        config.Validate();
        return config;
    }

    private static PromptTemplates ReadTemplates(string folder)
    {
        var path = System.IO.Path.Join(folder, ModelLayout.Tokenizer, PromptTemplates.FileName);
        return File.Exists(path) ? PromptTemplates.Read(path) : PromptTemplates.Published;
    }

    private static long CountParameters(string folder, string part)
    {
        using var source = WeightFolder.Open(System.IO.Path.Join(folder, part));
        return source.Keys.Sum(key => source.ShapeOf(key).Aggregate(1L, (product, size) => product * size));
    }

    private static byte[] ReadFile(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: cannot be read ({fault.Message.TrimEnd('.')}); complete the model folder.", fault);
        }
    }

    private static T WithJson<T>(string path, Func<JsonElement, T> read)
    {
        try
        {
            using var document = JsonDocument.Parse(ReadFile(path));
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? read(document.RootElement)
                : throw new ConfigException($"{path}: holds no JSON object; copy the file again.");
        }
        catch (JsonException fault)
        {
            throw new ConfigException($"{path}: is no JSON ({fault.Message.TrimEnd('.')}); copy the file again.");
        }
    }

    private static T? Try<T>(List<string> faults, Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (InputException fault)
        {
            faults.Add(fault.Message);
            return null;
        }
    }

    private sealed record PartSize(string Part, long Parameters);

    private sealed record Configs(
        TransformerConfig Transformer, VaeConfig Vae, LlamaConfig TextEncoder, ClipTextConfig PooledTextEncoder)
    {
        public void CheckFit(string path, ModelDefaults defaults, List<string> faults)
        {
            Require(path, "the language model's hidden_size", TextEncoder.HiddenSize, "the transformer's text_states_dim", Transformer.TextWidth, faults);
            Require(path, "CLIP's hidden_size", PooledTextEncoder.HiddenSize, "the transformer's text_states_dim_2", Transformer.PooledTextWidth, faults);
            Require(path, "the VAE's latent_channels", Vae.LatentChannels, "the transformer's in_channels", Transformer.InChannels, faults);
            Require(path, "the transformer's out_channels", Transformer.OutChannels, "its in_channels", Transformer.InChannels, faults);
            Require(path, "the transformer's patch in time", Transformer.PatchSize.Time, "this pipeline's", 1, faults);
            Try(faults, CheckTiles);
            if (defaults.HiddenStateSkipLayer < 0 || defaults.HiddenStateSkipLayer > TextEncoder.LayerCount)
            {
                faults.Add(
                    $"{path}: hidden_state_skip_layer is {defaults.HiddenStateSkipLayer} but the language model has {TextEncoder.LayerCount} layers; choose 0 to {TextEncoder.LayerCount}.");
            }
        }

        private VaeTiling CheckTiles()
        {
            var tiles = VaeTiling.Tencent(Vae);
            tiles.Validate(Vae);
            return tiles;
        }

        private static void Require(string path, string what, int value, string whose, int wanted, List<string> faults)
        {
            if (value != wanted)
            {
                faults.Add($"{path}: {what} is {value} but {whose} is {wanted}; the parts belong to different models.");
            }
        }
    }
}
