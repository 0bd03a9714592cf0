using System.Security.Cryptography;
using HunyuanVideo.Curation.Decoding;
using HunyuanVideo.Curation.Policies;
using HunyuanVideo.Curation.Store;
using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Ingest;

/// <summary>
/// S0: walks folders, names each content by its hash, and keeps what is no medium out. A file whose size and time have
/// not changed is not read again. Source: spec curation §4 S0.
/// </summary>
/// <param name="writer">The curation.</param>
/// <param name="outcomes">Where finished files go.</param>
/// <param name="clock">Measures time.</param>
public sealed class SourceIngest(CurationWriter writer, OutcomeWriter outcomes, TimeProvider clock)
{
    /// <summary>Name of the stage.</summary>
    public const string Stage = LedgerRow.FileStage;

    /// <summary>Version of the rules.</summary>
    public const int Version = 1;

    private const int BlockBytes = 1 << 20;

    private static readonly TimeSpan Lease = TimeSpan.FromDays(1);

    /// <summary>Key of the stage: what it writes depends on content alone.</summary>
    public static string StageKey { get; } = StageKeys.Of(Stage, Version, null, null, []);

    /// <summary>Takes in all files below the inputs, and those that were released from quarantine.</summary>
    /// <param name="inputs">Files and folders; none takes the released alone.</param>
    /// <param name="options">How.</param>
    /// <param name="progress">Told the number of files done and of all.</param>
    /// <param name="cancellationToken">Ends it between files.</param>
    /// <exception cref="InputException">An input does not exist, cannot be read or lies in the curation; or the terms of what is taken in anew are lost and not given.</exception>
    public async Task<IngestReport> RunAsync(
        IEnumerable<string> inputs, IngestOptions options, IProgress<(int Done, int All)>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var (files, known) = (FilesOf(inputs), ReadKnown());
        var report = new IngestReport(files.Count, 0, 0, 0, 0);
        var hashing = new Queue<(FoundFile File, Task<FileContent> Content)>();
        var next = 0;
        var done = 0;
        while (done < files.Count)
        {
            // Files are read ahead side by side, and taken in one after the other: the first path of a content is the ordinally first.
            for (; next < files.Count && hashing.Count < options.Jobs; next++)
            {
                var file = files[next];
                var isKnown = !options.Rehash && (IsDone(file) ? known.Files.ContainsKey(file) : IsQuarantined(file));
                hashing.Enqueue((file, isKnown ? Task.FromResult(FileContent.Unread) : Task.Run(() => ReadAsync(file, cancellationToken), cancellationToken)));
            }

            var (current, reading) = hashing.Dequeue();
            var content = await reading.ConfigureAwait(false);
            var before = (content.SourceId ?? known.Files.GetValueOrDefault(current)) is { } id ? known.TermsOf(id) : null;
            report = await TakeAsync(current, content, options, known, report, cancellationToken).ConfigureAwait(false);
            report = before is { } terms && options.Contradicts(terms) ? report with { OtherTerms = report.OtherTerms + 1 } : report;
            done++;
            progress?.Report((done, files.Count));
        }

        await outcomes.FlushAsync(cancellationToken).ConfigureAwait(false);
        ForgetOlder(files);
        return report;
    }

    /// <summary>What a run would find, by names, sizes and times alone: a new file counts as taken in.</summary>
    /// <param name="inputs">Files and folders.</param>
    /// <exception cref="InputException">An input does not exist, cannot be read or lies in the curation.</exception>
    public IngestReport Forecast(IEnumerable<string> inputs)
    {
        var (files, known) = (FilesOf(inputs), ReadKnown().Files);
        var (old, held) = (files.Count(known.ContainsKey), files.Count(file => !known.ContainsKey(file) && IsQuarantined(file)));
        return new IngestReport(files.Count, files.Count - old - held, old, held, 0);
    }

    /// <summary>Lets the next run try a unit in quarantine again.</summary>
    /// <param name="store">The curation.</param>
    /// <param name="entry">The unit's entry.</param>
    public static void Retry(CurationStore store, QuarantineEntry entry)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(entry);
        if (entry.Stage == Stage)
        {
            store.Quarantine.Release(entry.UnitId);
        }
        else
        {
            store.Quarantine.Remove(entry.UnitId);
        }
    }

    private IReadOnlyList<FoundFile> FilesOf(IEnumerable<string> inputs)
    {
        var released = writer.Store.Quarantine.Released().Select(entry => FoundFile.Of(entry.Path));
        return [.. FileWalk.List(inputs, writer.Store.Folder.Root).Union(released).OrderBy(file => file.Path, StringComparer.Ordinal)];
    }

    // What is at fault still has an entry of its own by now: those left tell of a file as it was, or wait for this.
    private void ForgetOlder(IReadOnlyList<FoundFile> files)
    {
        var now = files.ToDictionary(file => file.Path, StringComparer.Ordinal);
        foreach (var entry in writer.Store.Quarantine.All().Where(entry => entry.Stage == Stage && now.ContainsKey(entry.Path)))
        {
            if (entry.IsReleased || entry.UnitId != now[entry.Path].UnitId)
            {
                writer.Store.Quarantine.Remove(entry.UnitId);
            }
        }
    }

    private bool IsQuarantined(FoundFile file) => writer.Ledger.StateOf(new WorkUnit(file.UnitId, Stage, StageKey)) == LedgerStates.Quarantined;

    private bool IsDone(FoundFile file) => writer.Ledger.StateOf(new WorkUnit(file.UnitId, Stage, StageKey)) == LedgerStates.Done;

    private Known ReadKnown()
    {
        using var reader = writer.Store.OpenReader();
        var known = new Dictionary<FoundFile, string>();
        foreach (var row in reader.Rows<SourcePathRow>())
        {
            known[new FoundFile(row.Path, row.Size, row.MtimeNs)] = row.SourceId;
        }

        // A path without terms says nothing: those of older curations never had any, whatever the content has.
        var terms = reader.Connection.Rows(
            $"""
            SELECT DISTINCT ON (source_id) source_id, licence, origin FROM (
                SELECT source_id, licence, origin, false AS is_path, attempt, unit_id FROM {ReaderViews.Raw}source
                UNION ALL SELECT source_id, licence, origin, true, attempt, unit_id FROM {ReaderViews.Raw}source_path
                WHERE licence IS NOT NULL OR origin IS NOT NULL)
            ORDER BY source_id, is_path, attempt, unit_id
            """,
            row => (Id: row.GetString(0), Terms: (row.Text(1), row.Text(2))));
        return new Known(
            known, reader.Rows<SourceRow>().ToDictionary(row => row.SourceId, StringComparer.Ordinal), terms.ToDictionary(row => row.Id, row => row.Terms, StringComparer.Ordinal));
    }

    private async Task<IngestReport> TakeAsync(
        FoundFile file, FileContent content, IngestOptions options, Known known, IngestReport report, CancellationToken cancellationToken)
    {
        if (content == FileContent.Unread)
        {
            return CountedAsBefore(file, report);
        }

        if (content.SourceId is { } id && writer.Ledger.StateOf(new WorkUnit(id, Stage, StageKey)) == LedgerStates.TakenDown)
        {
            return report with { TakenDown = report.TakenDown + 1 };
        }

        var isLost = writer.Ledger.StateOf(new WorkUnit(file.UnitId, Stage, StageKey)) == LedgerStates.Lost;
        var claim = writer.Ledger.TryClaim(new WorkUnit(file.UnitId, Stage, StageKey), Lease);
        if (claim is null)
        {
            return CountedAsBefore(file, report);    // hashed again on request, and the same
        }

        var cost = new WorkCost((float)content.Seconds, Environment.WorkingSet);
        if (Fault(file, content) is { } fault)
        {
            await outcomes.QuarantineAsync(claim, fault, cost, cancellationToken).ConfigureAwait(false);
            return report with { Quarantined = report.Quarantined + 1 };
        }

        if (isLost && !known.Holds(content.SourceId!) && options is { Licence: null, Origin: null })
        {
            throw new InputException($"{OneLine.Text(file.Path)}: was taken in before, and under what terms is lost with its rows; give --licence and --origin again, or --licence unknown.");
        }

        await outcomes.CompleteAsync(claim, Rows(file, content, options, known), cost, Note(file, content), cancellationToken).ConfigureAwait(false);
        return report with { Added = report.Added + 1 };
    }

    private IngestReport CountedAsBefore(FoundFile file, IngestReport report) => writer.Ledger.StateOf(new WorkUnit(file.UnitId, Stage, StageKey)) switch
    {
        LedgerStates.Quarantined => report with { Quarantined = report.Quarantined + 1 },
        LedgerStates.TakenDown => report with { TakenDown = report.TakenDown + 1 },
        _ => report with { Known = report.Known + 1 },
    };

    private static List<object> Rows(FoundFile file, FileContent content, IngestOptions options, Known known)
    {
        var (licence, origin) = known.TermsOf(content.SourceId!) ?? (options.Licence, options.Origin);
        List<object> rows = [new SourcePathRow { Path = file.Path, SourceId = content.SourceId!, MtimeNs = file.MtimeNs, Size = file.Size, Licence = licence, Origin = origin }];
        var source = new SourceRow
        {
            SourceId = content.SourceId!,
            Bytes = file.Size,
            FirstSeenPath = file.Path,
            Licence = licence,
            Origin = origin,
            IngestedBy = CurationStore.Program,
        };
        if (known.Sources.TryAdd(source.SourceId, source))
        {
            rows.Add(source);
        }

        return rows;
    }

    private static string? Note(FoundFile file, FileContent content) =>
        MediaContent.IsUsualEnding(content.Kind!, file.Path) ? null : $"extension_mismatch: the content is {content.Kind}";

    private static QuarantineEntry? Fault(FoundFile file, FileContent content)
    {
        (string Code, string Sentence)? fault = content switch
        {
            _ when content == FileContent.Irregular => ("irregular_file", $"{file.Path}: is a pipe, a socket or a device, not a regular file."),
            { Size: 0 } => ("empty_file", $"{file.Path}: holds no bytes."),
            { SourceId: null } => ("unreadable_path", $"{file.Path}: cannot be read ({content.Kind})."),
            { Kind: MediaContent.Refused } => ("refused_format", $"{file.Path}: is a list or a script that would open other files."),
            { Kind: MediaContent.Misread } => ("unsupported_picture", $"{file.Path}: is a picture in HEIC, or a tiled, turned, mirrored or transparent one in AVIF, which ffmpeg does not show as it is meant; convert it to PNG or JPEG."),
            { Kind: null } => ("not_media", $"{file.Path}: its first bytes are of no film, picture or sound."),
            _ => null,
        };
        return fault is not { } known ? null : new QuarantineEntry
        {
            UnitId = file.UnitId,
            Stage = Stage,
            StageKey = StageKey,
            Code = known.Code,
            Sentence = known.Sentence,
            Path = file.Path,
            Command = content == FileContent.Irregular ? ["stat", "--", file.Path] : ["ffprobe", "-hide_banner", "file:" + file.Path],
            ContentId = content.SourceId,
        };
    }

    private async Task<FileContent> ReadAsync(FoundFile file, CancellationToken cancellationToken)
    {
        var begin = clock.GetTimestamp();
        if (file.Size == 0)
        {
            return FileContent.Empty;
        }

        if (file.Size < 0 && FileLength.IsIrregular(file.Path))
        {
            return FileContent.Irregular;       // not opened: who opens a pipe waits for ever
        }

        try
        {
            using var stream = new FileStream(file.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var block = new byte[BlockBytes];
            var (size, kind) = (0L, (string?)null);
            int count;
            while ((count = await stream.ReadAtLeastAsync(block, BlockBytes, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false)) > 0)
            {
                kind = size == 0 ? MediaContent.KindOf(block.AsSpan(0, count)) : kind;
                hash.AppendData(block, 0, count);
                size += count;
            }

            return size == 0 ? FileContent.Empty : new FileContent(Convert.ToHexStringLower(hash.GetHashAndReset()), kind, size, clock.GetElapsedTime(begin).TotalSeconds);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new FileContent(null, fault.GetType().Name, -1, clock.GetElapsedTime(begin).TotalSeconds);
        }
    }

    /// <param name="Files">Files taken in, and their contents.</param>
    /// <param name="Sources">Contents taken in.</param>
    /// <param name="Left">Licence and origin as the parts that are left have them, whatever the ledger says of their rows.</param>
    private sealed record Known(
        Dictionary<FoundFile, string> Files, Dictionary<string, SourceRow> Sources, Dictionary<string, (string? Licence, string? Origin)> Left)
    {
        /// <summary>Whether anything is left that tells the terms of a content, or that it has none.</summary>
        public bool Holds(string sourceId) => Sources.ContainsKey(sourceId) || Left.ContainsKey(sourceId);

        /// <summary>The terms of a content that stay: the first, also where a part of theirs was lost and the content is taken in anew.</summary>
        public (string? Licence, string? Origin)? TermsOf(string sourceId) =>
            Sources.TryGetValue(sourceId, out var source) ? (source.Licence, source.Origin)
            : Left.TryGetValue(sourceId, out var left) && left is not (null, null) ? left : null;
    }

    // SourceId is null where the file could not be read, and Kind then says why; and where it holds nothing: what all empty files share names none of them.
    private sealed record FileContent(string? SourceId, string? Kind, long Size, double Seconds)
    {
        public static FileContent Unread { get; } = new(null, null, -1, 0);

        public static FileContent Empty { get; } = new(null, null, 0, 0);

        public static FileContent Irregular { get; } = new(null, nameof(Irregular), -1, 0);
    }
}
