using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace HunyuanVideo.Pipelines;

/// <summary>
/// Everything that decides the pixels of one video. It lies in the mp4's <c>comment</c>, beside the video as JSON and
/// in its latents file; replaying needs nothing else but the model. It holds no time and no path, so the same command
/// gives the same bytes anywhere. Source: spec product §5.
/// </summary>
public sealed record GenerationRecord
{
    /// <summary>Version of this layout.</summary>
    public const string CurrentFormat = "hyvideo-record-1";

    private static readonly GenerationRecordJson Json =
        new(new JsonSerializerOptions(GenerationRecordJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>Layout of the record.</summary>
    public required string Format { get; init; }

    /// <summary>Version of hyvideo.</summary>
    public required string ProgramVersion { get; init; }

    /// <summary>Version of libtorch.</summary>
    public required string LibtorchVersion { get; init; }

    /// <summary>What was asked for.</summary>
    public required GenerationOptions Options { get; init; }

    /// <summary>Name of the model folder.</summary>
    public required string Model { get; init; }

    /// <summary>The model's files.</summary>
    public required IReadOnlyList<ModelFile> ModelFiles { get; init; }

    /// <summary>Device of the computation.</summary>
    public required string Device { get; init; }

    /// <summary>Element type of the networks.</summary>
    public required string Dtype { get; init; }

    /// <summary>Threads of libtorch: other counts add in another order.</summary>
    public required int Threads { get; init; }

    /// <summary>Kind of processor: other kinds choose other kernels.</summary>
    public required string Processor { get; init; }

    /// <summary>The running program's version.</summary>
    public static string RunningVersion { get; } = typeof(GenerationRecord).Assembly.GetName().Version!.ToString(3);

    /// <summary>One line of JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json.GenerationRecord);

    /// <summary>Indented JSON for people.</summary>
    public string ToIndentedJson()
    {
        using var document = JsonDocument.Parse(ToJson());
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            document.WriteTo(writer);
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    /// <summary>Reads a record.</summary>
    /// <param name="json">Text of the record.</param>
    /// <param name="place">What messages call it: the file it lies in.</param>
    /// <exception cref="InputException">It is no record of this layout.</exception>
    public static GenerationRecord Parse(string json, string place)
    {
        try
        {
            var record = JsonSerializer.Deserialize(json, Json.GenerationRecord) ?? throw new JsonException("it is null");
            if (record.Format != CurrentFormat)
            {
                throw new InputException($"{place}: its record has the layout '{record.Format}', this program reads {CurrentFormat}; use the version that made it.");
            }

            return record.ModelFiles.Contains(null!) || record.ModelFiles.DistinctBy(file => file.Path, StringComparer.Ordinal).Count() != record.ModelFiles.Count
                ? throw new JsonException("model_files holds a null or names a file twice")
                : record;
        }
        catch (JsonException fault)
        {
            throw new InputException($"{place}: holds no hyvideo record ({fault.Message.TrimEnd('.')}); only videos made by hyvideo can be replayed.", fault);
        }
    }

    /// <summary>What differs between this record and one of the running program, one sentence each; options are not compared.</summary>
    /// <param name="other">The running program's record.</param>
    public IReadOnlyList<string> Differences(GenerationRecord other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var differences = new List<string>();
        Compare("program version", ProgramVersion, other.ProgramVersion, differences);
        Compare("libtorch version", LibtorchVersion, other.LibtorchVersion, differences);
        Compare("device", Device, other.Device, differences);
        Compare("dtype", Dtype, other.Dtype, differences);
        Compare("thread count", Threads, other.Threads, differences);
        Compare("processor", Processor, other.Processor, differences);
        var others = other.ModelFiles.ToDictionary(file => file.Path, StringComparer.Ordinal);
        differences.AddRange(ModelFiles
            .Where(file => !others.TryGetValue(file.Path, out var now) || now.Sha256 != file.Sha256)
            .Select(file => others.ContainsKey(file.Path)
                ? $"model file {file.Path} has another content than when the video was made."
                : $"model file {file.Path} is missing now."));
        return differences;
    }

    /// <summary>Whether both ask for the same video of the same program, model and machine.</summary>
    public bool IsSameAs(GenerationRecord other) => Options == other.Options && Differences(other).Count == 0 && other.Differences(this).Count == 0;

    private static void Compare<T>(string what, T then, T now, List<string> differences)
    {
        if (!Equals(then, now))
        {
            differences.Add($"{what} was {then}, now it is {now}.");
        }
    }
}

/// <summary>JSON of <see cref="GenerationRecord"/>: snake_case, one line, unknown keys refused.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, AllowDuplicateProperties = false, MaxDepth = 8)]
[JsonSerializable(typeof(GenerationRecord))]
internal sealed partial class GenerationRecordJson : JsonSerializerContext;
