namespace HunyuanVideo.Curation.Units;

/// <summary>
/// Names the Parquet table of a row record. A property is a column, its name in snake_case; the row's key columns sort
/// the table. Source: spec curation §3.
/// </summary>
/// <param name="name">The table, for example <c>m_border</c>.</param>
/// <param name="keys">Names of the properties that identify a row.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class CurationTableAttribute(string name, params string[] keys) : Attribute
{
    /// <summary>The table's name.</summary>
    public string Name { get; } = name;

    /// <summary>Names of the properties that identify a row.</summary>
    public IReadOnlyList<string> Keys { get; } = keys;
}
