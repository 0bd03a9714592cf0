namespace HunyuanVideo.Curation.Running;

/// <summary>Rows that earlier stages made of a unit; of a clip also those of its source.</summary>
/// <param name="parent">Facts of the source, or null.</param>
public sealed class UnitFacts(UnitFacts? parent = null)
{
    private readonly List<object> _rows = [];

    /// <summary>All rows of a kind, in the order they were made.</summary>
    public IReadOnlyList<T> All<T>()
        where T : class
    {
        T[] own = [.. _rows.OfType<T>()];
        return own.Length > 0 || parent is null ? own : parent.All<T>();
    }

    /// <summary>The one row of a kind, or null.</summary>
    public T? Find<T>()
        where T : class => All<T>() is [var row, ..] ? row : null;

    /// <summary>The one row of a kind.</summary>
    /// <exception cref="InvalidOperationException">The stage that makes it is not among those read.</exception>
    public T Get<T>()
        where T : class => Find<T>() ?? throw new InvalidOperationException($"there is no {typeof(T).Name} of this unit; name the stage that writes it among those read.");

    internal void Add(IEnumerable<object> rows) => _rows.AddRange(rows);
}
