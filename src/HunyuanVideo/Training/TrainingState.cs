using System.Text.Json;
using System.Text.Json.Serialization;

namespace HunyuanVideo.Training;

/// <summary>What a checkpoint knows of its run beside tensors: its <c>state.json</c>. Source: spec training §10.3.</summary>
internal sealed record TrainingState
{
    /// <summary>Updates done, skipped ones included.</summary>
    public required long Step { get; init; }

    /// <summary>Updates that moved the parameters; the optimiser's bias correction depends on it.</summary>
    public required long Updates { get; init; }

    /// <summary>Updates of the opponent, which may join later.</summary>
    public required long OpponentUpdates { get; init; }

    /// <summary>Bytes of the metrics file.</summary>
    public required long MetricsLength { get; init; }

    /// <summary>Hash of the recipe.</summary>
    public required string RecipeHash { get; init; }

    /// <summary>Type of the passes, as libtorch names it.</summary>
    public required string Dtype { get; init; }

    /// <summary>Threads of libtorch; another count gives other last bits.</summary>
    public required int Threads { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, TrainingStateJson.Default.TrainingState);

    /// <exception cref="InputException">The checkpoint's state is no state.</exception>
    public static TrainingState Read(Checkpoint checkpoint)
    {
        try
        {
            return JsonSerializer.Deserialize(checkpoint.State, TrainingStateJson.Default.TrainingState) ?? throw new JsonException("it is null");
        }
        catch (JsonException fault)
        {
            throw new InputException(
                $"{checkpoint.Folder}: its state.json cannot be read ({fault.Message.TrimEnd('.')}); delete this checkpoint to go on from the one before.", fault);
        }
    }
}

/// <summary>JSON of <see cref="TrainingState"/>: snake_case, unknown and doubled keys refused.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true, AllowDuplicateProperties = false)]
[JsonSerializable(typeof(TrainingState))]
internal sealed partial class TrainingStateJson : JsonSerializerContext;
