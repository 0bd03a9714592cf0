using System.Text.Json;
using System.Text.Json.Serialization;
using HunyuanVideo.Curation.Ingest;
using HunyuanVideo.Curation.Materialise;
using HunyuanVideo.Curation.Policies;
using HunyuanVideo.Curation.Report;
using HunyuanVideo.Curation.Shots;
using HunyuanVideo.Curation.Store;
using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Stages;

/// <summary>
/// Work lists for people: the clips of a set with their previews as JSON lines, and the answers taken back into the
/// curation. Source: spec curation §6 (SFT).
/// </summary>
/// <param name="folder">The curation's folder.</param>
public sealed class AnnotationWork(string folder)
{
    /// <summary>The work list in the folder of an export.</summary>
    public const string ListName = "items.jsonl";

    private const string PreviewFolder = "previews";
    private const string Member = "$.";
    private const string ItemMember = "\"item_id\"";
    private const long MostListBytes = 256L << 20;
    private const int MostFaults = 50;

    private static readonly TimeSpan Lease = TimeSpan.FromDays(1);

    // Who fills a line in must see the questions: they are written though null.
    private static readonly JsonSerializerOptions Json = new(PolicyJson.Canonical) { DefaultIgnoreCondition = JsonIgnoreCondition.Never };

    private readonly CurationStore _store = new(folder);

    /// <summary>Writes the accepted clips of a set that wait for a person's judgement: neither judged by that one nor settled by others.</summary>
    /// <param name="sets">Decided.</param>
    /// <param name="policy">The set.</param>
    /// <param name="annotator">Who will look at them.</param>
    /// <param name="target">A folder that does not exist yet.</param>
    /// <returns>What was written; without any clip that is nothing.</returns>
    /// <exception cref="InputException">The folder exists.</exception>
    public AnnotationExport Export(CuratedSets sets, Policy policy, string annotator, string target)
    {
        ArgumentNullException.ThrowIfNull(sets);
        RequireFree(target);
        var done = sets.Reader.Rows<AnnotationRow>().Where(row => AnnotatorName.Key(row.Annotator) == AnnotatorName.Key(annotator)).Select(row => row.ItemId)
            .Concat(sets.Reader.Connection.Column<string>("SELECT clip_id FROM annotation_vote WHERE keep IS NOT NULL")).ToHashSet(StringComparer.Ordinal);
        List<MaterialItem> items = [.. MaterialReader.Read(sets.Reader.Connection, policy, new LocalBlobStore(sets.Reader).PathOf).Where(item => !done.Contains(item.ClipId))];
        if (items.Count == 0)
        {
            return new AnnotationExport(0, []);
        }

        var work = FormattableString.Invariant($"{Path.TrimEndingDirectorySeparator(Path.GetFullPath(target))}.{Guid.NewGuid():N}");
        Directory.CreateDirectory(work);
        try
        {
            List<AnnotationLine> lines = [.. items.Select(item => Line(item, annotator, work))];
            File.WriteAllLines(Path.Join(work, ListName), lines.Select(line => JsonSerializer.Serialize(line, Json)));
            Directory.Move(work, target);
            return new AnnotationExport(lines.Count, [.. lines.Where(line => line.Preview is null).Select(line => line.ItemId!)]);
        }
        catch
        {
            Directory.Delete(work, recursive: true);
            throw;
        }
    }

    /// <summary>Refuses a folder for an export that exists.</summary>
    /// <exception cref="InputException">It does.</exception>
    public static string RequireFree(string target) => Path.Exists(target)
        ? throw new InputException($"{OneLine.Text(target)}: exists already; name a new folder for the work list.")
        : target;

    /// <summary>Takes the answers of a work list in; none where a line is at fault.</summary>
    /// <param name="path">The list.</param>
    /// <param name="clock">Measures the writing.</param>
    /// <param name="cancellationToken">Stops; the same list again goes on.</param>
    /// <exception cref="InputException">All that is wrong with the list, a line each; or another process writes to the curation.</exception>
    public async Task<AnnotationReport> ImportAsync(string path, TimeProvider clock, CancellationToken cancellationToken)
    {
        var lines = Read(path);
        using var writer = _store.OpenWriter(clock);
        List<AnnotationRow> rows = [.. lines.Where(line => !line.Answers.IsOpen).Select(line => line.Answers.ToRow())];
        List<AnnotationRow> known;
        using (var reader = _store.OpenReader())
        {
            var clips = reader.Rows<ClipRow>().Select(row => row.ClipId).ToHashSet(StringComparer.Ordinal);
            var earlier = reader.Rows<AnnotationRow>().DistinctBy(row => row.Unit.UnitId).ToDictionary(row => row.Unit.UnitId, StringComparer.Ordinal);
            Throw(lines.Where(line => !line.Answers.IsOpen).SelectMany(line => StoreFaults(line.Answers.ToRow(), clips, earlier).Select(fault => Say(path, line.Number, fault))));
            known = [.. rows.Where(row => earlier.ContainsKey(row.Unit.UnitId))];
        }

        writer.SetStages([new(AnnotationRow.Stage, AnnotationRow.Key)]);
        using var outcomes = new OutcomeWriter(writer, clock);
        foreach (var row in rows.Except(known))
        {
            var claim = writer.Ledger.TryClaim(row.Unit, Lease) ?? throw new InvalidOperationException($"{row.Unit.UnitId} is in the ledger and in no table.");
            await outcomes.CompleteAsync(claim, [row], default, null, cancellationToken).ConfigureAwait(false);
        }

        await outcomes.FlushAsync(cancellationToken).ConfigureAwait(false);
        return new AnnotationReport(lines.Count, rows.Count - known.Count, known.Count, lines.Count - rows.Count);
    }

    private AnnotationLine Line(MaterialItem item, string annotator, string work)
    {
        string? preview = null;
        if (PreviewPictures.PathOf(CuratedSets.PreviewsOf(_store.Folder.Root), item.ClipId) is { } picture && File.Exists(picture))
        {
            preview = $"{PreviewFolder}/{item.ClipId}.jpg";
            Directory.CreateDirectory(Path.Join(work, PreviewFolder));
            File.Copy(picture, Path.Join(work, preview));
        }

        return new AnnotationLine
        {
            ItemId = item.ClipId,
            Preview = preview,
            Film = item.Path,
            StartSeconds = Math.Round(item.Pts[0] * item.TickSeconds, 3),
            Seconds = Math.Round(item.Times[^1], 3),
            Caption = item.Caption is { } caption && JsonDocument.Parse(caption).RootElement.TryGetProperty("short", out var words) ? words.GetString() : null,
            Annotator = annotator,
        };
    }

    private static string Cause(JsonException fault) => fault.Path is null or "$"
        ? "it is no JSON object with the fields of an export"
        : $"{OneLine.Text(fault.Path.StartsWith(Member, StringComparison.Ordinal) ? fault.Path[Member.Length..] : fault.Path)} is unknown or of another kind";

    private static List<(int Number, AnnotationLine Answers)> Read(string path)
    {
        if (FileLength.Of(path) is not { } bytes)
        {
            throw NoList(path, Directory.Exists(path) ? "is a folder" : FileLength.IsIrregular(path) ? "is a pipe, a socket or a device" : "no such file");
        }

        if (bytes > MostListBytes)
        {
            throw new InputException($"{OneLine.Text(path)}: is larger than {MostListBytes >> 20} MiB; import it in parts.");
        }

        var (lines, faults, isList) = (new List<(int Number, AnnotationLine Answers)>(), new List<string>(), false);
        foreach (var (text, index) in File.ReadLines(path).Select((text, index) => (text, index)).Where(line => line.text.Length > 0))
        {
            isList |= text.Contains(ItemMember, StringComparison.Ordinal);
            try
            {
                var line = JsonSerializer.Deserialize<AnnotationLine>(text, Json) ?? throw new JsonException("it is null");
                lines.Add((index + 1, line));
                faults.AddRange((line.IsOpen ? [] : line.Faults()).Select(fault => Say(path, index + 1, fault)));
            }
            catch (JsonException fault)
            {
                faults.Add(Say(path, index + 1, $"is no line of a work list: {Cause(fault)}; export it again."));
            }
        }

        if (lines.Count == 0 && faults.Count > 1 && !isList)
        {
            throw NoList(path, "none of its lines is one of a work list");
        }

        var twice = lines.Where(line => !line.Answers.IsOpen).GroupBy(line => (line.Answers.ItemId, AnnotatorName.Key(line.Answers.Annotator ?? ""))).Where(group => group.Count() > 1);
        Throw(faults.Concat(twice.Select(group => Say(path, group.Last().Number, $"{OneLine.Text(group.Key.ItemId ?? "")} is judged by {OneLine.Text(group.Last().Answers.Annotator ?? "")} twice; leave one line."))));
        return lines;
    }

    private static IEnumerable<string> StoreFaults(AnnotationRow row, HashSet<string> clips, Dictionary<string, AnnotationRow> earlier)
    {
        if (!clips.Contains(row.ItemId))
        {
            yield return $"{OneLine.Text(row.ItemId)} is no clip of this curation; take the line out.";
        }
        else if (earlier.TryGetValue(row.Unit.UnitId, out var before) && before with { Annotator = row.Annotator } != row)
        {
            yield return $"{OneLine.Text(row.Annotator)} has judged {row.ItemId} otherwise before; what is stored is never changed, take the line out.";
        }
    }

    private static void Throw(IEnumerable<string> faults)
    {
        List<string> all = [.. faults];
        if (all.Count > 0)
        {
            throw new InputException(string.Join(Environment.NewLine, all.Count > MostFaults ? [.. all[..MostFaults], $"and {all.Count - MostFaults} faults more."] : all));
        }
    }

    private static InputException NoList(string path, string fault) => new($"{OneLine.Text(path)}: {fault}; name the {ListName} of an export.");

    private static string Say(string path, int number, string fault) => FormattableString.Invariant($"{OneLine.Text(path)} line {number}: {fault}");
}
