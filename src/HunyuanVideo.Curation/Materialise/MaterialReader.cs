using DuckDB.NET.Data;
using HunyuanVideo.Curation.Policies;
using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Materialise;

/// <summary>Reads the accepted units of a decided set in the order of its shards.</summary>
public static class MaterialReader
{
    private const int FirstFact = 19;

    private static readonly string[] Facts =
    [
        "m_audio.av_consistency", "m_audio.silence_ratio", "m_camera.confidence", "m_camera.label", "m_clarity.clarity", "m_motion.global_speed",
        "m_motion.object_speed", "m_technical.quality", "m_text.coverage_max",
    ];

    /// <summary>Items in order of SHA-256(set seed, clip).</summary>
    /// <param name="connection">The connection of a <see cref="PolicyDecider"/> that has decided the policy.</param>
    /// <param name="policy">The set.</param>
    /// <param name="pathOf">Where a source's content lies now, or null: at a path of old there may be another by now.</param>
    public static IReadOnlyList<MaterialItem> Read(DuckDBConnection connection, Policy policy, Func<string, string?> pathOf)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(pathOf);
        var times = Times(connection, policy);
        return connection.Rows(Sql(policy), row => Read(row, times, pathOf));
    }

    // A long source has a list of a hundred thousand times: carried through a join it would be there once for each of its clips.
    private static Dictionary<string, (List<long> Pts, double TickSeconds)> Times(DuckDBConnection connection, Policy policy)
    {
        var clips = connection.Rows(
            $"SELECT clip.clip_id, clip.source_id, clip.first, clip.frames {Accepted(policy)}",
            row => (ClipId: row.GetString(0), SourceId: row.GetString(1), First: (int)row.Whole(2), Frames: (int)row.Whole(3))).ToLookup(clip => clip.SourceId);
        var slices = connection.Rows(
            $"SELECT source_id, time_base_num::DOUBLE / time_base_den, pts FROM frame_time WHERE source_id IN (SELECT clip.source_id {Accepted(policy)})",
            row =>
            {
                var (tick, pts) = (row.GetDouble(1), row.GetFieldValue<List<long>>(2));
                return clips[row.GetString(0)].Select(clip => (clip.ClipId, Pts: pts.GetRange(clip.First, clip.Frames), Tick: tick)).ToList();
            });
        return slices.SelectMany(slice => slice).ToDictionary(clip => clip.ClipId, clip => (clip.Pts, clip.Tick), StringComparer.Ordinal);
    }

    private static string Accepted(Policy policy) =>
        $"""FROM decision d JOIN clip ON clip.clip_id = d.unit_id WHERE d."set" = {SqlText.Literal(policy.Set)} AND d.state = 'accepted'""";

    private static string Sql(Policy policy)
    {
        var trust = string.Join(", ", policy.Captions.Select(SqlText.Literal));
        var facts = string.Join(", ", Facts);
        var joins = string.Join("\n", Facts.Select(fact => fact.Split('.')[0]).Distinct(StringComparer.Ordinal).Select(table => $"LEFT JOIN {table} ON {table}.clip_id = clip.clip_id"));
        return $"""
            WITH told AS (SELECT clip_id, arg_min(json, list_position([{trust}]::VARCHAR[], source)) AS json, arg_min(source, list_position([{trust}]::VARCHAR[], source)) AS source
                FROM caption WHERE valid AND source IN ({(trust.Length == 0 ? "NULL" : trust)}) GROUP BY clip_id)
            SELECT clip.clip_id, clip.source_id, clip.first, probe.width, probe.height, probe.sar_num <> probe.sar_den,
                coalesce(m_crop.x0, 0), coalesce(m_crop.y0, 0), coalesce(m_crop.x1, probe.width), coalesce(m_crop.y1, probe.height),
                probe.has_audio, m_audio.class, told.json, told.source, source.licence, dup_group.group_id, d.weight, probe.pix_fmt, probe.video_stream, {facts}
            FROM decision d
            JOIN clip ON clip.clip_id = d.unit_id
            JOIN probe ON probe.source_id = clip.source_id
            LEFT JOIN source ON source.source_id = clip.source_id
            LEFT JOIN m_crop ON m_crop.clip_id = clip.clip_id
            LEFT JOIN dup_group ON dup_group.clip_id = clip.clip_id
            LEFT JOIN told ON told.clip_id = clip.clip_id
            {joins}
            WHERE d."set" = {SqlText.Literal(policy.Set)} AND d.state = 'accepted'
            ORDER BY sha256({SqlText.Literal(SqlText.Number(policy.Seed))} || chr(10) || clip.clip_id), clip.clip_id
            """;
    }

    private static MaterialItem Read(DuckDBDataReader row, Dictionary<string, (List<long> Pts, double TickSeconds)> times, Func<string, string?> pathOf) => new()
    {
        ClipId = row.GetString(0),
        SourceId = row.GetString(1),
        Path = pathOf(row.GetString(1)) ?? "",
        First = (int)row.Whole(2),
        Pts = times[row.GetString(0)].Pts,
        TickSeconds = times[row.GetString(0)].TickSeconds,
        Shown = ((int)row.Whole(3), (int)row.Whole(4)),
        IsAnamorphic = !row.IsDBNull(5) && row.GetBoolean(5),
        Crop = new PixelBox((int)row.Whole(6), (int)row.Whole(7), (int)row.Whole(8), (int)row.Whole(9)),
        HasAudio = !row.IsDBNull(10) && row.GetBoolean(10),
        AudioClass = row.Text(11),
        Caption = row.Text(12),
        CaptionSource = row.Text(13),
        Licence = row.Text(14),
        CopyGroup = row.Text(15),
        Weight = row.Real(16) ?? 1,
        PixelFormat = row.GetString(17),
        VideoStream = (int)row.Whole(18),
        Facts = [.. Facts.Select((name, index) => (name, index)).Where(fact => !row.IsDBNull(FirstFact + fact.index)).Select(fact => KeyValuePair.Create(fact.name, row.GetValue(FirstFact + fact.index)))],
    };
}
