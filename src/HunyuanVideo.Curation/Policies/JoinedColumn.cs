namespace HunyuanVideo.Curation.Policies;

/// <summary>A measured column in the joined row of a unit.</summary>
/// <param name="Name">Its name there.</param>
/// <param name="IsSingle">Whether it is a number of single precision.</param>
internal readonly record struct JoinedColumn(string Name, bool IsSingle)
{
    /// <summary>The name, for SQL.</summary>
    public override string ToString() => Name;
}
