namespace HunyuanVideo.Training.Recipes;

/// <summary>A stage that trains a large network: it may go on from the weights of another training, and compute in a shorter type.</summary>
public abstract record NetworkRecipe : TrainedRecipe
{
    /// <summary>Folder with the network's weights to start from, the same layout as the stage writes; null starts from random ones.</summary>
    public string? InitialWeights { get; init; }

    /// <summary>Type of the passes through the network.</summary>
    public ComputePrecision Precision { get; init; }
}
