namespace HunyuanVideo.Curation.Shots;

/// <summary>
/// Finds the shots of many films, as many side by side as there are workers. The largest come first, so that none is left
/// alone at the end; when fewer films than workers are left, a film gets several.
/// </summary>
public static class ShotBatch
{
    /// <summary>Finds the shots of every film. A bad one stops no other.</summary>
    /// <param name="finder">Finds them in one.</param>
    /// <param name="paths">The films.</param>
    /// <param name="workers">Decoders side by side.</param>
    /// <param name="onDone">Called after each film, from any thread, with the number done; null: nobody asks.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>In the order of <paramref name="paths"/>.</returns>
    public static async Task<IReadOnlyList<ShotOutcome>> RunAsync(
        ShotFinder finder, IReadOnlyList<string> paths, int workers, Action<int>? onDone = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(finder);
        ArgumentNullException.ThrowIfNull(paths);
        var outcomes = new ShotOutcome[paths.Count];
        var (waiting, done) = (paths.Count, 0);
        var order = Enumerable.Range(0, paths.Count).OrderByDescending(file => SizeOf(paths[file])).ThenBy(file => file);
        var options = new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(order, options, async (file, stop) =>
        {
            var share = Math.Max(1, workers / Math.Min(workers, Interlocked.Decrement(ref waiting) + 1));
            outcomes[file] = await FindAsync(finder, paths[file], share, stop).ConfigureAwait(false);
            onDone?.Invoke(Interlocked.Increment(ref done));
        }).ConfigureAwait(false);
        return outcomes;
    }

    private static async Task<ShotOutcome> FindAsync(ShotFinder finder, string path, int workers, CancellationToken cancellationToken)
    {
        try
        {
            return new ShotOutcome(path, await finder.FindAsync(path, workers, cancellationToken).ConfigureAwait(false), null);
        }
        catch (InputException fault)
        {
            return new ShotOutcome(path, null, fault.Message);
        }
    }

    private static long SizeOf(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? file.Length : 0;
    }
}
