namespace HunyuanVideo.Curation.Captions;

/// <summary>Chooses among the captions of a clip. Source: spec curation §8.</summary>
public static class CaptionTrust
{
    /// <summary>Sources from the most to the least trusted, where a policy names none.</summary>
    public static IReadOnlyList<string> DefaultOrder { get; } = ["human", "sidecar", "toy", "http", "facts"];

    /// <summary>The valid caption of the most trusted source, or null.</summary>
    /// <param name="rows">Captions of one clip.</param>
    /// <param name="order">Sources from the most trusted on; others are not taken.</param>
    public static CaptionRow? Choose(IReadOnlyCollection<CaptionRow> rows, IReadOnlyList<string> order)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(order);
        return order.Select(source => rows.FirstOrDefault(row => row.Valid && row.Source == source)).FirstOrDefault(row => row is not null);
    }
}
