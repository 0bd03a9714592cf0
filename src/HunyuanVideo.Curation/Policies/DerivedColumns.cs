namespace HunyuanVideo.Curation.Policies;

/// <summary>Columns that policies see in a table beside its own.</summary>
/// <param name="Table">The table, <c>t</c> in the expressions.</param>
/// <param name="PluginTable">The table <c>p</c> of a plug-in's measurements of the same clips, or null.</param>
/// <param name="Columns">Names, and how they are reckoned in SQL.</param>
internal sealed record DerivedColumns(string Table, string? PluginTable, params (string Name, string Expression)[] Columns);
