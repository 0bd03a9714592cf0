using System.Text.Json.Nodes;
using HunyuanVideo.Curation.Policies;

namespace HunyuanVideo.Curation.Report;

/// <summary>A histogram for each measurement that a policy names, with the thresholds of all sets.</summary>
internal static class HistogramSection
{
    public static JsonArray Make(ReportTables tables, IReadOnlyList<Policy> policies, IReadOnlyList<string> further)
    {
        var bounds = policies.SelectMany(policy => policy.Rules.SelectMany(rule => rule.Leaves()).Select(rule => (policy.Set, Rule: rule)))
            .Where(bound => (bound.Rule.Min ?? bound.Rule.Max) is not null).ToList();
        var columns = bounds.Select(bound => bound.Rule.Column!).Concat(further).Distinct(StringComparer.Ordinal);
        return ReportTables.List(columns.Select(column => One(tables, column, [.. bounds.Where(bound => bound.Rule.Column == column)])).OfType<JsonNode>());
    }

    /// <summary>One histogram; null where nothing was measured.</summary>
    public static JsonObject? One(ReportTables tables, string column, IReadOnlyList<(string Set, PolicyRule Rule)> bounds)
    {
        var (table, name) = (column.Split('.')[0], column.Split('.')[1]);
        var key = tables.Has(table, "clip_id") ? "clip_id" : "source_id";
        if (!tables.Has(table, name))
        {
            return null;
        }

        var value = $"{SqlText.Name(name)}::DOUBLE";
        var outliers = SqlText.Number(tables.Options.OutlierShare);
        var range = tables.Rows(
            $"SELECT count({SqlText.Name(name)}), quantile_cont({value}, {outliers}), quantile_cont({value}, 1 - {outliers}) FROM {SqlText.Name(table)}",
            row => (Count: row.Whole(0), Low: row.Real(1), High: row.Real(2)))[0];
        if (range.Count == 0 || range.Low is not { } low || range.High is not { } high)
        {
            return null;
        }

        var thresholds = bounds.SelectMany(bound => new[] { bound.Rule.Min, bound.Rule.Max }).OfType<double>().ToList();
        (low, high) = Rounded(Math.Min(low, thresholds.DefaultIfEmpty(low).Min()), Math.Max(high, thresholds.DefaultIfEmpty(high).Max()));
        var bins = tables.Options.Bins;
        var bin = $"greatest(0, least({bins - 1}, floor(({value} - {SqlText.Number(low)}) / {SqlText.Number(high - low)} * {bins})))::INTEGER";
        var sql = $"SELECT {bin} AS bin, count(*), min({key}, {tables.Options.BinClips}) FROM {SqlText.Name(table)} WHERE {SqlText.Name(name)} IS NOT NULL GROUP BY 1 ORDER BY 1";
        tables.Note("histogram-" + column.Replace('.', '-'), sql);
        var counted = tables.Rows(sql, row => (Bin: (int)row.Whole(0), Count: row.Whole(1), Ids: row.GetFieldValue<List<string>>(2))).ToDictionary(row => row.Bin);
        return new JsonObject
        {
            ["column"] = column,
            ["unit"] = bounds.Select(bound => bound.Rule.Unit).FirstOrDefault(unit => unit is not null),
            ["low"] = low,
            ["high"] = high,
            ["bins"] = ReportTables.List(Enumerable.Range(0, bins).Select(index => counted.TryGetValue(index, out var row) ? Bin(tables, row.Count, row.Ids) : Bin(tables, 0, []))),
            ["thresholds"] = ReportTables.List(bounds.Select(bound => (JsonNode)new JsonObject { ["set"] = bound.Set, ["min"] = bound.Rule.Min, ["max"] = bound.Rule.Max })),
        };
    }

    private static JsonObject Bin(ReportTables tables, long count, IReadOnlyList<string> ids) => new()
    {
        ["count"] = count,
        ["pictures"] = ReportTables.List(ids.Select(tables.Previews.Of).OfType<int>().Select(picture => (JsonNode)picture)),
    };

    /// <summary>The range, widened to numbers that are short in print.</summary>
    private static (double Low, double High) Rounded(double low, double high)
    {
        const double Steps = 20;
        var span = high > low ? high - low : Math.Max(1, Math.Abs(low));
        var unit = Math.Pow(10, Math.Floor(Math.Log10(span / Steps)));
        var step = new[] { 1.0, 2, 5, 10 }.Select(factor => factor * unit).First(size => size * Steps >= span);
        return (Math.Floor(low / step) * step, Math.Max(Math.Ceiling(high / step), Math.Floor(low / step) + 1) * step);
    }
}
