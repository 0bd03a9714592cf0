using HunyuanVideo.Curation.Alike;
using HunyuanVideo.Curation.Ingest;
using HunyuanVideo.Curation.Shots;
using HunyuanVideo.Curation.Store;

namespace HunyuanVideo.Curation.Stages;

/// <summary>Copies of the same footage as people read them. Source: spec curation §4 S13.</summary>
/// <param name="GroupId">Least clip id of the group.</param>
/// <param name="Members">The best one first, then by falling rank.</param>
public sealed record CopyGroup(string GroupId, IReadOnlyList<CopyMember> Members)
{
    /// <summary>Groups of more than one, the largest first.</summary>
    /// <param name="reader">Knows clips and files.</param>
    /// <param name="groups">The group of each clip.</param>
    /// <param name="edges">How alike pairs are.</param>
    public static IReadOnlyList<CopyGroup> Of(CurationReader reader, IReadOnlyList<DupGroupRow> groups, IReadOnlyList<DupEdgeRow> edges)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var many = groups.GroupBy(row => row.GroupId, StringComparer.Ordinal).Where(group => group.Count() > 1).ToList();
        if (many.Count == 0)
        {
            return [];
        }

        var clips = reader.Rows<ClipRow>().ToDictionary(row => row.ClipId, StringComparer.Ordinal);
        var paths = reader.Rows<SourceRow>().ToDictionary(row => row.SourceId, row => row.FirstSeenPath, StringComparer.Ordinal);
        var alike = edges.ToDictionary(edge => (edge.A, edge.B), edge => (double)edge.Similarity);
        return
        [
            .. many.OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Select(group =>
            {
                var best = group.First(row => row.Keep).ClipId;
                return new CopyGroup(group.Key, [.. group.OrderByDescending(row => row.Keep).ThenByDescending(row => row.RankScore).ThenBy(row => row.ClipId, StringComparer.Ordinal)
                    .Select(row => MemberOf(row, clips[row.ClipId], paths, Likeness(alike, best, row.ClipId)))]);
            }),
        ];
    }

    private static double? Likeness(Dictionary<(string A, string B), double> alike, string best, string clip) =>
        alike.TryGetValue(string.CompareOrdinal(best, clip) < 0 ? (best, clip) : (clip, best), out var likeness) ? likeness : null;

    private static CopyMember MemberOf(DupGroupRow row, ClipRow clip, Dictionary<string, string> paths, double? likeness) =>
        new(row.ClipId, row.Keep, row.RankScore, likeness, paths.GetValueOrDefault(clip.SourceId, clip.SourceId), clip.StartS, clip.DurationS);
}
