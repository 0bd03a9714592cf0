namespace HunyuanVideo.Curation.Policies;

/// <summary>Columns that policies see in a table beside its own.</summary>
/// <param name="Table">The table, <c>t</c> in the expressions.</param>
/// <param name="PluginTables">Tables of plug-ins' measurements of the same clips, by their own names in the expressions.</param>
/// <param name="Columns">Names, and how they are reckoned in SQL.</param>
internal sealed record DerivedColumns(string Table, IReadOnlyList<string> PluginTables, params (string Name, string Expression)[] Columns);
