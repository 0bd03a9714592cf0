namespace HunyuanVideo.Curation.Materialise;

/// <summary>
/// The folder in which sets are put: each is there whole or not at all. A set that is replaced stays until the new one has
/// its place; what a kill leaves between the two is put right by <see cref="Recover"/>. For the one process that writes.
/// </summary>
/// <param name="folder">Parent of the sets' folders.</param>
public sealed class SetShelf(string folder)
{
    private const string Replaced = ".replaced";

    /// <summary>Where sets are made before they are put.</summary>
    public string Workplace { get; } = Path.Join(folder, ".unfinished");

    /// <summary>Folders of the sets, damaged ones too, in ordinal order.</summary>
    public IReadOnlyList<string> Sets => Directory.Exists(folder)
        ? [.. Directory.EnumerateDirectories(folder).Where(path => path != Workplace && SetFiles.IsSet(path)).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>Folder of a set; it need not exist.</summary>
    public string PlaceOf(string set) => Path.Join(folder, set);

    /// <summary>What is written of a set, where it is whole, undamaged and of just these items under this policy; else null. What was left out for want of a file must want it still.</summary>
    /// <param name="set">Its name.</param>
    /// <param name="policyHash">Hash of the policy and its predecessors.</param>
    /// <param name="storage">How pictures are stored.</param>
    /// <param name="items">What it shall hold.</param>
    public SetManifest? Find(string set, string policyHash, FrameStorage storage, IReadOnlyList<MaterialItem> items)
    {
        var place = PlaceOf(set);
        if (!Directory.Exists(place))
        {
            return null;
        }

        try
        {
            var known = SetFiles.ReadManifest(place);
            var leftOut = SetFiles.ReadLeftOut(place);
            var gone = leftOut.Where(item => item.Reason == LeftOutItem.Gone).Select(item => item.ClipId).ToHashSet(StringComparer.Ordinal);
            var written = SetFiles.ReadIndex(place).Select(row => (row.ClipId, row.Content)).Concat(leftOut.Select(item => (item.ClipId, item.Content)));
            return known.PolicyHash == policyHash && known.Storage == storage && written.ToHashSet().SetEquals(items.Select(item => (item.ClipId, item.Content())))
                && !items.Any(item => item.Path.Length > 0 && gone.Contains(item.ClipId)) && SetFiles.SumFaults(place).Count == 0 ? known : null;
        }
        catch (InputException)
        {
            return null;        // damaged: it is made again
        }
    }

    /// <summary>Refuses a place that holds what is no set: it would be replaced.</summary>
    /// <exception cref="InputException">It does.</exception>
    public void RequireOwn(string set)
    {
        var place = PlaceOf(set);
        if (File.Exists(place) || (Directory.Exists(place) && (new DirectoryInfo(place).LinkTarget is not null || (Directory.EnumerateFileSystemEntries(place).Any() && !SetFiles.IsSet(place)))))
        {
            throw new InputException($"{place}: is no set; move it elsewhere, a set of this name is to lie there.");
        }
    }

    /// <summary>The set whose clips a written one holds; null where none is written.</summary>
    /// <exception cref="InputException">It is damaged.</exception>
    public string? DecidedAs(string set)
    {
        if (!Directory.Exists(PlaceOf(set)) || !SetFiles.IsSet(PlaceOf(set)))
        {
            return null;
        }

        var known = SetFiles.ReadManifest(PlaceOf(set));
        return known.Decided ?? known.Set;
    }

    /// <summary>Puts a set that was made in the workplace into its place.</summary>
    public void Put(string set)
    {
        var (place, old) = (PlaceOf(set), Path.Join(Workplace, set + Replaced));
        if (Directory.Exists(place))
        {
            Directory.Move(place, old);
        }

        Directory.Move(Path.Join(Workplace, set), place);
        Delete(old);
    }

    /// <summary>Removes a set; nothing happens where there is none.</summary>
    public void Remove(string set)
    {
        if (!Directory.Exists(PlaceOf(set)))
        {
            return;
        }

        Directory.CreateDirectory(Workplace);
        Discard(set);
        Directory.Move(PlaceOf(set), Path.Join(Workplace, set));
        Discard(set);
    }

    /// <summary>Deletes what was made of a set in the workplace and is not to be put.</summary>
    public void Discard(string set) => Delete(Path.Join(Workplace, set));

    /// <summary>Ends replacements that were cut short.</summary>
    public void Recover()
    {
        foreach (var old in Directory.Exists(Workplace) ? Directory.GetDirectories(Workplace, "*" + Replaced) : [])
        {
            var place = PlaceOf(Path.GetFileNameWithoutExtension(old));
            if (Directory.Exists(place))
            {
                Delete(old);
            }
            else
            {
                Directory.Move(old, place);
            }
        }
    }

    /// <summary>Forgets all that was made for sets which are not whole.</summary>
    public void Clear()
    {
        Recover();
        Delete(Workplace);
    }

    private static void Delete(string path)
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
    }
}
