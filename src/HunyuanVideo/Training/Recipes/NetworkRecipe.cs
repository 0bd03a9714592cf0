namespace HunyuanVideo.Training.Recipes;

/// <summary>A stage that trains a large network: it may go on from the weights of another training, and compute in a shorter type.</summary>
public abstract record NetworkRecipe : TrainedRecipe
{
    /// <summary>Folder with the network's weights to start from, the same layout as the stage writes; null starts from random ones.</summary>
    public string? InitialWeights { get; init; }

    /// <summary>Type of the passes through the network.</summary>
    public ComputePrecision Precision { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<string> Faults() => InitialWeights is { } folder && !Directory.Exists(folder)
        ? base.Faults().Append($"initial_weights '{folder}' is no folder; train what it holds first, or leave the key out to start from random weights.")
        : base.Faults();
}
