namespace HunyuanVideo.Curation.Alike;

/// <summary>
/// Moves the centroids that would be missed least to the clusters that cost most: k-means alone never undoes two centroids
/// in one cluster and one centroid between two. Source: the idea of Fritzke, "The k-means-u* algorithm", 2017.
/// </summary>
internal static class CentroidRepair
{
    /// <summary>Moves up to <paramref name="moves"/> centroids in place.</summary>
    /// <param name="vectors">The pool.</param>
    /// <param name="centroids">Settled centroids.</param>
    /// <param name="assigned">The nearest of every vector, in the order of the pool.</param>
    /// <param name="moves">Centroids to move.</param>
    public static void Move(VectorTable vectors, Centroids centroids, Nearest[] assigned, int moves)
    {
        var costs = new double[centroids.Count];        // what a cluster costs
        var losses = new double[centroids.Count];       // what the pool would cost more without the centroid
        var farthest = Enumerable.Repeat(-1, centroids.Count).ToArray();
        for (var i = 0; i < assigned.Length; i++)
        {
            var nearest = assigned[i];
            costs[nearest.Concept] += 1 - nearest.Similarity;
            losses[nearest.Concept] += nearest.Similarity - nearest.Second;
            var far = farthest[nearest.Concept];
            farthest[nearest.Concept] = far < 0 || nearest.Similarity < assigned[far].Similarity ? i : far;
        }

        int[] missedLeast = [.. Enumerable.Range(0, centroids.Count).OrderBy(concept => (losses[concept], concept)).Take(moves)];
        int[] dearest = [.. Enumerable.Range(0, centroids.Count).Except(missedLeast).Where(concept => farthest[concept] >= 0).OrderBy(concept => (-costs[concept], concept)).Take(moves)];
        foreach (var (concept, target) in missedLeast.Zip(dearest))
        {
            vectors[farthest[target]].CopyTo(centroids[concept]);
        }
    }
}
