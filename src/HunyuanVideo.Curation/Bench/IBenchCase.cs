namespace HunyuanVideo.Curation.Bench;

/// <summary>Something that is measured against known truth at a size that tests have no time for. Source: spec curation §14.</summary>
public interface IBenchCase
{
    /// <summary>Its name on the command line.</summary>
    string Name { get; }

    /// <summary>Measures.</summary>
    /// <param name="options">Sizes.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task<IReadOnlyList<BenchFigure>> RunAsync(BenchOptions options, CancellationToken cancellationToken);
}
