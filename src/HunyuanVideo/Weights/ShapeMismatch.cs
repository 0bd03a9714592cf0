namespace HunyuanVideo.Weights;

/// <summary>A key whose shape in the file differs from the network's.</summary>
/// <param name="Key">The published key.</param>
/// <param name="Wanted">Shape the network's configuration asks for.</param>
/// <param name="Found">Shape in the file.</param>
public sealed record ShapeMismatch(string Key, IReadOnlyList<long> Wanted, IReadOnlyList<long> Found)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"'{Key}' is [{string.Join(", ", Found)}], the config says [{string.Join(", ", Wanted)}]";
}
