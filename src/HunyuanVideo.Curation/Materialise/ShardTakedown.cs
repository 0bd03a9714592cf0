namespace HunyuanVideo.Curation.Materialise;

/// <summary>Removes clips from a written set: affected archives are rewritten beside and swapped, index and sums renewed. Source: spec curation §15.</summary>
public static class ShardTakedown
{
    private const string Rewritten = ".next";

    /// <summary>Removes all items of some sources or clips.</summary>
    /// <param name="folder">The set's folder.</param>
    /// <param name="ids">Identities of sources and clips.</param>
    /// <param name="isDryRun">Only tells what would be done.</param>
    /// <exception cref="InputException">The set or an archive is damaged.</exception>
    public static TakedownOutcome Remove(string folder, IReadOnlySet<string> ids, bool isDryRun)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var manifest = SetFiles.ReadManifest(folder);
        var index = SetFiles.ReadIndex(folder);
        var leftOut = SetFiles.ReadLeftOut(folder);
        RequireIndexed(folder, index);
        var removed = index.Where(row => ids.Contains(row.ClipId) || ids.Contains(row.SourceId)).ToList();
        var shards = removed.Select(row => row.Shard).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var outcome = new TakedownOutcome(
            [.. removed.Select(row => row.ClipId)], shards, manifest.Generation + (removed.Count > 0 ? 1 : 0), SetFiles.Sum(Path.Join(folder, SetFiles.Manifest)));
        RequireSound(folder, shards, removed);
        if (isDryRun)
        {
            return outcome;
        }

        var stillOut = leftOut.Where(item => !ids.Contains(item.ClipId) && !ids.Contains(item.SourceId)).ToList();
        if (removed.Count == 0 && stillOut.Count == leftOut.Count)
        {
            return outcome;
        }

        var gone = removed.Select(row => row.ClipId).ToHashSet(StringComparer.Ordinal);
        var kept = index.Where(row => !gone.Contains(row.ClipId)).ToDictionary(row => row.ClipId, StringComparer.Ordinal);
        foreach (var shard in shards)
        {
            Rewrite(folder, shard, gone, kept);
        }

        Swap(folder, shards);
        SetFiles.WriteIndex(folder, [.. kept.Values]);
        SetFiles.WriteLeftOut(folder, stillOut);
        SetFiles.WriteManifest(folder, Counted(manifest, kept.Values, stillOut, outcome.Generation));
        SetFiles.RenewSums(folder, [.. shards, SetFiles.Index, SetFiles.LeftOut, SetFiles.Manifest]);
        return outcome;
    }

    // What stays of an archive is copied: a damaged one would get a sum that holds. One without any clip that goes was rewritten by a takedown that was cut short.
    private static void RequireSound(string folder, List<string> shards, List<ShardIndexRow> removed)
    {
        var sums = SetFiles.ReadSums(folder);
        var gone = removed.Select(row => row.ClipId).ToHashSet(StringComparer.Ordinal);
        foreach (var shard in shards.Where(shard => File.Exists(Path.Join(folder, shard))))
        {
            var path = Path.Join(folder, shard);
            using var archive = File.OpenRead(path);
            if (ShardReader.Members(archive, path).Any(member => gone.Contains(member.ClipId)) && sums.GetValueOrDefault(shard) != SetFiles.Sum(path))
            {
                throw new InputException($"{path}: differs from its sum; {SetFiles.Mend}");
            }
        }
    }

    // A takedown goes by the index: what that does not name would stay in silence. It may name more, where a takedown was cut short.
    private static void RequireIndexed(string folder, IReadOnlyList<ShardIndexRow> index)
    {
        var known = index.Select(row => (row.Shard, row.ClipId)).ToHashSet();
        foreach (var shard in SetFiles.Files(folder).Where(name => name.EndsWith(ShardWriter.Ending, StringComparison.Ordinal)))
        {
            var path = Path.Join(folder, shard);
            using var archive = File.OpenRead(path);
            if (!ShardReader.Members(archive, path).All(member => known.Contains((shard, member.ClipId))))
            {
                throw new InputException($"{path}: holds clips that the set's index does not name; {SetFiles.Mend}");
            }
        }
    }

    /// <summary>Copies what stays of an archive and notes where it lies now.</summary>
    private static void Rewrite(string folder, string shard, HashSet<string> gone, Dictionary<string, ShardIndexRow> kept)
    {
        if (!File.Exists(Path.Join(folder, shard)))
        {
            return;     // a takedown that was cut short has deleted it already
        }

        using var old = File.OpenRead(Path.Join(folder, shard));
        var members = ShardReader.Members(old, shard).Where(member => !gone.Contains(member.ClipId)).ToList();
        if (members.Count == 0)
        {
            return;
        }

        using var archive = new FileStream(Path.Join(folder, shard) + Rewritten, FileMode.Create, FileAccess.Write);
        foreach (var member in members)
        {
            var offset = ShardWriter.Append(archive, member.Name, member.Length, stream =>
            {
                old.Position = member.Offset;
                StreamParts.Copy(old, stream, member.Length);
            });
            var row = kept[member.ClipId];
            kept[member.ClipId] = member.IsJson ? row with { CaptionOffset = offset } : row with { Offset = offset };
        }

        ShardWriter.AppendEnd(archive);
        archive.Flush(flushToDisk: true);
    }

    private static void Swap(string folder, List<string> shards)
    {
        foreach (var path in shards.Select(shard => Path.Join(folder, shard)))
        {
            if (File.Exists(path + Rewritten))
            {
                File.Move(path + Rewritten, path, overwrite: true);
            }
            else
            {
                File.Delete(path);
            }
        }
    }

    private static SetManifest Counted(SetManifest manifest, Dictionary<string, ShardIndexRow>.ValueCollection rows, List<LeftOutItem> leftOut, int generation)
    {
        var frames = rows.Sum(row => long.Parse(row.Bucket.Split('x')[2], System.Globalization.CultureInfo.InvariantCulture));
        return manifest with
        {
            Generation = generation,
            Items = rows.Count,
            Seconds = frames / (manifest.Policy.Output?.Fps ?? 1),
            Buckets = SetManifest.Counts(rows.Select(row => row.Bucket)),
            LeftOut = SetManifest.Counts(leftOut.Select(item => item.Reason)),
        };
    }
}
