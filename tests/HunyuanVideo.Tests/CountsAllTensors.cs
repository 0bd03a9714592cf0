namespace HunyuanVideo.Tests;

/// <summary>Tests that count all tensors of the process, and so run while no other does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class CountsAllTensors
{
    public const string Name = "counts all tensors";
}
