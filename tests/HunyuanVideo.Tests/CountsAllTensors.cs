namespace HunyuanVideo.Tests;

/// <summary>Tests that count all tensors of the process, and so run while no other does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
<<<<<<<< HEAD:tests/HunyuanVideo.Tests/CountingTensors.cs
public sealed class CountingTensors
========
public sealed class CountsAllTensors
>>>>>>>> quality:tests/HunyuanVideo.Tests/CountsAllTensors.cs
{
    public const string Name = "counts all tensors";
}
