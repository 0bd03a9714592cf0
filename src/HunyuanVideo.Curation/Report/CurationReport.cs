using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using DuckDB.NET.Data;
using HunyuanVideo.Curation.Policies;
using HunyuanVideo.Curation.Store;

namespace HunyuanVideo.Curation.Report;

/// <summary>
/// Writes the report: one HTML file that needs no network and no other file but the previews. Source: spec curation §13.
/// </summary>
/// <param name="connection">The connection of a <see cref="PolicyDecider"/> that has decided the sets.</param>
/// <param name="options">How much is shown.</param>
public sealed class CurationReport(DuckDBConnection connection, ReportOptions options)
{
    private static readonly string[] Scripts = ["core.js", "funnel.js", "histogram.js", "pictures.js", "signals.js", "texts.js"];

    // The default encoder escapes '<', so no value can end the script element it lies in.
    private static readonly JsonSerializerOptions Json = new() { TypeInfoResolver = new DefaultJsonTypeInfoResolver(), PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Writes the page beside its path and renames it.</summary>
    /// <param name="inputs">What the tables do not hold.</param>
    /// <param name="path">The page; its folder must exist.</param>
    public void Write(ReportInputs inputs, string path)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var page = Page(Data(inputs, Path.GetDirectoryName(Path.GetFullPath(path))!));
        new AtomicFiles(new LocalFileLayer()).Write(path, Encoding.UTF8.GetBytes(page));
    }

    /// <summary>Everything the page shows, as the object its script reads.</summary>
    internal JsonObject Data(ReportInputs inputs, string pageFolder)
    {
        var tables = new ReportTables(connection, options, new PreviewPictures(inputs.PreviewFolder, pageFolder, options));
        foreach (var funnel in inputs.Funnels)
        {
            tables.Note("funnel-" + funnel.Set, funnel.Sql);
        }

        tables.Note("quarantine", "SELECT unit_id, reason FROM ledger WHERE state = 'quarantined'");
        var data = new JsonObject
        {
            ["made"] = inputs.Made.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", System.Globalization.CultureInfo.InvariantCulture),
            ["program"] = inputs.Program,
            ["machine"] = inputs.Machine,
            ["headline"] = HeadlineSection.Make(tables),
            ["funnels"] = JsonSerializer.SerializeToNode(inputs.Funnels, Json),
            ["histograms"] = HistogramSection.Make(tables, inputs.Policies, options.Columns),
            ["sheets"] = SheetSection.Make(tables, inputs),
            ["shots"] = ShotSection.Make(tables),
            ["shots_hidden"] = ShotSection.Hidden(tables),
            ["duplicates"] = CopySection.Make(tables),
            ["concepts"] = CopySection.Concepts(tables, inputs.Funnels),
            ["camera"] = SignalSection.Camera(tables),
            ["audio"] = SignalSection.Audio(tables, inputs),
            ["captions"] = CaptionSection.Make(tables),
            ["quarantine"] = RecordSection.Quarantine(inputs, options),
            ["policies"] = RecordSection.Policies(inputs),
            ["stages"] = RecordSection.Stages(tables),
        };
        data["queries"] = tables.Queries();
        data["pictures"] = ReportTables.List(tables.Previews.Addresses.Select(address => (JsonNode)address));
        return data;
    }

    private static string Page(JsonObject data) => Resource("page.html")
        .Replace("/*STYLE*/", Resource("page.css"), StringComparison.Ordinal)
        .Replace("/*SCRIPT*/", string.Join('\n', Scripts.Select(Resource)), StringComparison.Ordinal)
        .Replace("/*DATA*/", data.ToJsonString(Json), StringComparison.Ordinal);

    private static string Resource(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Report." + name) ?? throw new InvalidOperationException($"the resource Report.{name} is not in the program.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
