using System.Globalization;
using System.IO.Enumeration;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using HunyuanVideo.Curation.Units;
using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Plugins;

/// <summary>Reads plug-in folders: <c>plugin.json</c>, a model and perhaps labels. All of it is other people's.</summary>
public static class PluginReader
{
    /// <summary>Name of the file that makes a folder a plug-in.</summary>
    public const string ManifestName = "plugin.json";

    private const int MostManifestBytes = 1 << 20;
    private const int MostLabelBytes = 1 << 24;
    private const int MostNameCharacters = 64;

    private static readonly JsonSerializerOptions Json = new()
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    private static readonly JsonRecordCheck Keys = new(Json, takesNull: false);

    /// <summary>Every plug-in in the folders inside <paramref name="root"/>, by folder name; none if there is no such folder.</summary>
    /// <exception cref="InputException">One of them is faulty.</exception>
    public static async Task<IReadOnlyList<Plugin>> ReadAllAsync(string root, CancellationToken cancellationToken = default)
    {
        var plugins = new List<Plugin>();
        var folders = Directory.Exists(root) ? Directory.GetDirectories(root) : [];
        foreach (var folder in folders.Order(StringComparer.Ordinal).Where(folder => File.Exists(Path.Join(folder, ManifestName))))
        {
            plugins.Add(await ReadAsync(folder, cancellationToken).ConfigureAwait(false));
        }

        return plugins;
    }

    /// <summary>One plug-in.</summary>
    /// <exception cref="InputException">A file is missing or faulty; all faults of the manifest are named.</exception>
    public static async Task<Plugin> ReadAsync(string folder, CancellationToken cancellationToken = default)
    {
        var file = Path.Join(folder, ManifestName);
        var path = OneLine.Text(file);
        var bytes = await ReadLimitedAsync(file, MostManifestBytes, cancellationToken).ConfigureAwait(false);
        var manifest = Parse(bytes, path);
        var kind = PluginKind.All.FirstOrDefault(kind => kind.Name == manifest.Kind)
            ?? throw new InputException($"{path}: kind '{OneLine.Text(manifest.Kind)}' is unknown; use one of {string.Join(", ", PluginKind.All.Select(kind => kind.Name))}.");
        var picture = kind.Picture.With(manifest.Picture);
        var faults = PluginChecks.Faults(manifest, kind, picture, MostNameCharacters).ToList();
        if (faults.Count > 0)
        {
            throw Refuse(path, faults);
        }

        var labelBytes = manifest.Labels is null ? [] : await ReadLimitedAsync(Path.Join(folder, manifest.Labels), MostLabelBytes, cancellationToken).ConfigureAwait(false);
        var labels = Lines(labelBytes);
        if (Array.FindIndex(labels, label => label.Any(char.IsControl)) is >= 0 and var line)
        {
            throw new InputException($"{OneLine.Text(Path.Join(folder, manifest.Labels))}: line {line + 1} holds a control character; a label is plain text.");
        }

        var modelHash = await HashAsync(Path.Join(folder, manifest.Model), cancellationToken).ConfigureAwait(false);
        if (manifest.Sha256 is not null && !manifest.Sha256.Equals(modelHash, StringComparison.OrdinalIgnoreCase))
        {
            throw new InputException($"{OneLine.Text(Path.Join(folder, manifest.Model))}: its SHA-256 is {modelHash}, {ManifestName} says {manifest.Sha256}; fetch the model again or correct sha256.");
        }

        var others = await OtherHashesAsync(folder, manifest, cancellationToken).ConfigureAwait(false);
        var fingerprint = Hex(Encoding.UTF8.GetBytes($"{modelHash}\n{Hex(bytes)}\n{Hex(labelBytes)}{others}"));
        return new Plugin(folder, manifest, kind, picture, labels, modelHash, fingerprint);
    }

    private static PluginManifest Parse(byte[] bytes, string path)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { AllowDuplicateProperties = false });
            var faults = Keys.Faults(document.RootElement, typeof(PluginManifest)).Select(fault => fault.TrimEnd('.')).ToList();
            return faults.Count == 0 ? document.Deserialize<PluginManifest>(Json)! : throw Refuse(path, faults);
        }
        catch (JsonException fault)
        {
            throw new InputException($"{path}: is no JSON ({OneLine.Text(fault.Message.TrimEnd('.'))}); correct it.", fault);
        }
    }

    private static InputException Refuse(string path, IEnumerable<string> faults) => new($"{path}: {string.Join("; ", faults)}.");

    /// <summary>Lines without their ends; a last empty one is no line. Spaces count: a space is a character of a dictionary.</summary>
    private static string[] Lines(byte[] bytes)
    {
        var text = Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal);
        return text.Length == 0 ? [] : (text.EndsWith('\n') ? text[..^1] : text).Split('\n');
    }

    private static async Task<byte[]> ReadLimitedAsync(string path, int mostBytes, CancellationToken cancellationToken)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw new InputException($"{OneLine.Text(path)}: no such file; a plug-in needs it.");
        }

        return file.Length > mostBytes
            ? throw new InputException($"{OneLine.Text(path)}: {file.Length} bytes are more than the {mostBytes} that are read; is it the right file?")
            : await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<string> HashAsync(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            throw new InputException($"{OneLine.Text(path)}: no such file; put the model there or name it in {ManifestName} as model.");
        }

        await using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Whatever else lies in the folder and below, a line each: a model may keep its weights in files beside it.</summary>
    private static async Task<string> OtherHashesAsync(string folder, PluginManifest manifest, CancellationToken cancellationToken)
    {
        var all = new FileSystemEnumerable<string>(
            folder, (ref FileSystemEntry entry) => Path.GetRelativePath(folder, entry.ToSpecifiedFullPath()), new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory,
            ShouldRecursePredicate = (ref FileSystemEntry entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),      // a link may lead round in a circle
        };
        var lines = new StringBuilder();
        foreach (var file in all.Where(file => file != ManifestName && file != manifest.Model && file != manifest.Labels && FileLength.Of(Path.Join(folder, file)) > 0).Order(StringComparer.Ordinal))
        {
            lines.Append(CultureInfo.InvariantCulture, $"\n{await HashAsync(Path.Join(folder, file), cancellationToken).ConfigureAwait(false)} {file}");
        }

        return lines.ToString();
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
