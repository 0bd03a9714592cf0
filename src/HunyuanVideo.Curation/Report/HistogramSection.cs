using System.Text.Json.Nodes;
using HunyuanVideo.Curation.Policies;

namespace HunyuanVideo.Curation.Report;

/// <summary>A histogram for each measurement that a policy names, with the thresholds of all sets.</summary>
internal static class HistogramSection
{
    private const string SoundTable = "m_audio";        // a picture has a row of silence there

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
        var from = $"{SqlText.Name(table)} WHERE {SqlText.Name(name)} IS NOT NULL{(table == SoundTable ? " AND clip_id IN (SELECT clip_id FROM clip WHERE frames > 1)" : "")}";
        if (Range(tables, value, from) is not var (low, high))
        {
            return null;
        }

        var thresholds = bounds.SelectMany(bound => new[] { bound.Rule.Min, bound.Rule.Max }).OfType<double>().ToList();
        (low, high) = Rounded(Math.Min(low, thresholds.DefaultIfEmpty(low).Min()), Math.Max(high, thresholds.DefaultIfEmpty(high).Max()));
        var bins = tables.Options.Bins;
        var place = $"({value} - {SqlText.Number(low)}) / {SqlText.Number(high - low)} * {bins}";
        var bin = $"CASE WHEN {value} = {SqlText.Number(high)} THEN {bins - 1} ELSE greatest(-1, least({bins}, floor({place}))) END::INTEGER";     // -1 and the last lie beyond
        var sql = $"SELECT {bin} AS bin, count(*), min({key}, {tables.Options.BinClips}) FROM {from} GROUP BY 1 ORDER BY 1";
        tables.Note("histogram-" + column.Replace('.', '-'), sql);
        var counted = tables.Rows(sql, row => (Bin: (int)row.Whole(0), Count: row.Whole(1), Ids: row.GetFieldValue<List<string>>(2))).ToDictionary(row => row.Bin);
        return new JsonObject
        {
            ["column"] = column,
            ["unit"] = bounds.Select(bound => bound.Rule.Unit).FirstOrDefault(unit => unit is not null),
            ["low"] = low,
            ["high"] = high,
            ["below"] = counted.TryGetValue(-1, out var below) ? below.Count : 0,
            ["above"] = counted.TryGetValue(bins, out var above) ? above.Count : 0,
            ["bins"] = ReportTables.List(Enumerable.Range(0, bins).Select(index => counted.TryGetValue(index, out var row) ? Bin(tables, row.Count, row.Ids) : Bin(tables, 0, []))),
            ["thresholds"] = ReportTables.List(bounds.Select(bound => (JsonNode)new JsonObject { ["set"] = bound.Set, ["min"] = bound.Rule.Min, ["max"] = bound.Rule.Max })),
        };
    }

    /// <summary>
    /// Where the values lie, without a few far ones: between two quantiles, and no further beyond the middle half than
    /// some times its width, since of few values a single one is a quantile. Null without values.
    /// </summary>
    private static (double Low, double High)? Range(ReportTables tables, string value, string from)
    {
        var outliers = SqlText.Number(tables.Options.OutlierShare);
        double?[] found = tables.Rows(
            $"SELECT unnest(quantile_disc({value}, [{outliers}, 0.25, 0.75, 1 - {outliers}])) FROM {from}", row => row.Real(0)).ToArray();
        if (found is not [{ } low, { } quarter, { } threeQuarters, { } high])
        {
            return null;
        }

        var reach = tables.Options.OutlierReach * (threeQuarters - quarter);
        if (reach > 0)
        {
            (low, high) = (Math.Max(low, quarter - reach), Math.Min(high, threeQuarters + reach));
        }

        return tables.Rows(       // the outermost that are left, so that no part of the axis is empty
            $"SELECT min({value}), max({value}) FROM {from} AND {value} BETWEEN {SqlText.Number(low)} AND {SqlText.Number(high)}",
            row => (row.Real(0) ?? low, row.Real(1) ?? high))[0];
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
