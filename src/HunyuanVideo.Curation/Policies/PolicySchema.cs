using DuckDB.NET.Data;

namespace HunyuanVideo.Curation.Policies;

/// <summary>
/// The tables a policy may name, so that a misspelt column is an error even where nothing was measured yet, and a set
/// can be decided (everything held) before the first stage ran. Source: spec curation §3.
/// </summary>
internal static class PolicySchema
{
    private const string PluginColumns = "clip_id VARCHAR, plugin VARCHAR, plugin_version VARCHAR, model_hash VARCHAR";

    /// <summary>Columns of each table in DuckDB's words, with the derived columns of the views.</summary>
    public static IReadOnlyDictionary<string, string> Tables { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["source"] = "source_id VARCHAR, bytes BIGINT, first_seen_path VARCHAR, licence VARCHAR, origin VARCHAR, ingested_by VARCHAR",
        ["source_path"] = "path VARCHAR, source_id VARCHAR, mtime_ns BIGINT, size BIGINT",
        ["probe"] = "source_id VARCHAR, container VARCHAR, video_codec VARCHAR, pix_fmt VARCHAR, width INTEGER, height INTEGER, rotation SMALLINT, sar_num INTEGER, "
            + "sar_den INTEGER, frames INTEGER, fps DOUBLE, vfr BOOLEAN, duration_s DOUBLE, interlaced VARCHAR, hdr VARCHAR, bit_depth TINYINT, has_audio BOOLEAN, "
            + "audio_codec VARCHAR, audio_rate INTEGER, audio_channels TINYINT, bitrate BIGINT, partial BOOLEAN, video_stream INTEGER, tags_json VARCHAR",
        ["frame_time"] = "source_id VARCHAR, pts BIGINT[], time_base_num INTEGER, time_base_den INTEGER, keyframe INTEGER[], packet_bytes INTEGER[]",
        ["transition"] = "source_id VARCHAR, first INTEGER, kind VARCHAR, last INTEGER, score FLOAT, detector VARCHAR",
        ["shot"] = "source_id VARCHAR, first INTEGER, last INTEGER",
        ["clip"] = "clip_id VARCHAR, source_id VARCHAR, shot_first INTEGER, first INTEGER, last INTEGER, frames INTEGER, start_s DOUBLE, duration_s DOUBLE, "
            + "fps DOUBLE, start_sharpness FLOAT, plan_offset INTEGER, frames_at_24 INTEGER",
        ["m_border"] = "clip_id VARCHAR, x0 INTEGER, y0 INTEGER, x1 INTEGER, y1 INTEGER, kind VARCHAR, confidence FLOAT, changes BOOLEAN",
        ["m_overlay"] = "clip_id VARCHAR, \"index\" INTEGER, kind VARCHAR, x0 INTEGER, y0 INTEGER, x1 INTEGER, y1 INTEGER, persistence FLOAT, contrast FLOAT, detector VARCHAR",
        ["m_text"] = "clip_id VARCHAR, coverage_max FLOAT, coverage_mean FLOAT, area_boxes FLOAT, subtitle BOOLEAN, subtitle_x0 INTEGER, subtitle_y0 INTEGER, "
            + "subtitle_x1 INTEGER, subtitle_y1 INTEGER, scroll BOOLEAN, languages VARCHAR, text_sample VARCHAR",
        ["m_crop"] = "clip_id VARCHAR, x0 INTEGER, y0 INTEGER, x1 INTEGER, y1 INTEGER, kept_area FLOAT, aspect FLOAT, cost FLOAT, avoids VARCHAR, short_side INTEGER",
        ["m_technical"] = "clip_id VARCHAR, exposure_mean FLOAT, dark_share FLOAT, bright_share FLOAT, contrast FLOAT, noise_sigma FLOAT, blockiness FLOAT, banding FLOAT, "
            + "colourfulness FLOAT, flicker FLOAT, interlace_score FLOAT, quality FLOAT",
        ["m_clarity"] = "clip_id VARCHAR, lap_var_p10 FLOAT, lap_var_median FLOAT, edge_width_px FLOAT, motion_blur FLOAT, defocus FLOAT, clarity FLOAT",
        ["m_motion"] = "clip_id VARCHAR, global_speed FLOAT, object_speed FLOAT, p95_speed FLOAT, frozen_share FLOAT, jerk FLOAT, coverage FLOAT, \"loop\" BOOLEAN, max_speed FLOAT",
        ["m_recheck"] = "clip_id VARCHAR, worst_score FLOAT, worst_frame INTEGER, single_shot BOOLEAN, detector VARCHAR",
        ["dup_edge"] = "a VARCHAR, b VARCHAR, similarity FLOAT, overlap FLOAT, offset_s DOUBLE",
        ["dup_group"] = "clip_id VARCHAR, group_id VARCHAR, keep BOOLEAN, rank_score FLOAT",
        ["concept"] = "space VARCHAR, concept_id INTEGER, centroid FLOAT[], count BIGINT, example_ids VARCHAR",
        ["concept_of"] = "clip_id VARCHAR, space VARCHAR, concept_id INTEGER, similarity FLOAT, second FLOAT",
        ["m_camera"] = "clip_id VARCHAR, label VARCHAR, confidence FLOAT, scores FLOAT[], zoom_rate FLOAT, pan_x FLOAT, pan_y FLOAT, roll FLOAT, parallax FLOAT, shake FLOAT",
        ["m_audio"] = "clip_id VARCHAR, silence_ratio FLOAT, loudness_lufs FLOAT, true_peak_db FLOAT, clipped_share FLOAT, bandwidth_hz FLOAT, snr_db FLOAT, class VARCHAR, "
            + "class_scores FLOAT[], speech_share FLOAT, music_share FLOAT, av_consistency FLOAT, av_lag_s FLOAT, sound_caption VARCHAR, music_caption VARCHAR, usable BOOLEAN",
        ["caption"] = "clip_id VARCHAR, source VARCHAR, json VARCHAR, model VARCHAR, valid BOOLEAN, faults VARCHAR",
        ["annotation"] = "item_id VARCHAR, annotator VARCHAR, colour_harmony TINYINT, lighting TINYINT, object_emphasis TINYINT, spatial_layout TINYINT, "
            + "motion_speed TINYINT, action_integrity TINYINT, motion_blur TINYINT, keep BOOLEAN, note VARCHAR",
        ["plugin_transnetv2"] = PluginColumns + ", worst_score FLOAT, worst_frame INTEGER, single_shot BOOLEAN",
        ["plugin_yolox"] = PluginColumns + ", frames INTEGER, labels VARCHAR[], boxes INTEGER[], scores FLOAT[], persistence FLOAT[]",
        ["plugin_dover"] = PluginColumns + ", technical FLOAT, aesthetic FLOAT, fused FLOAT",
        ["plugin_clarity"] = PluginColumns + ", clear FLOAT",
        ["plugin_camera"] = PluginColumns + ", label VARCHAR, confidence FLOAT, scores FLOAT[]",
        ["plugin_av_consistency"] = PluginColumns + ", cosine FLOAT",
        ["plugin_text_detector"] = PluginColumns + ", coverage_max FLOAT, coverage_mean FLOAT, area_boxes FLOAT, subtitle BOOLEAN, scroll BOOLEAN",
        ["plugin_text_recogniser"] = PluginColumns + ", languages VARCHAR, text_sample VARCHAR",
        ["plugin_audio_tags"] = PluginColumns + ", class VARCHAR, class_scores FLOAT[], speech_share FLOAT, music_share FLOAT, labels VARCHAR[], scores FLOAT[]",
        ["ledger"] = "unit_id VARCHAR, stage VARCHAR, stage_key VARCHAR, state VARCHAR, attempt SMALLINT, reason VARCHAR, seconds FLOAT, peak_bytes BIGINT, program VARCHAR",
    };

    /// <summary>
    /// Columns that follow from others of the same row <c>t</c>, or that plug-ins' rows of the same clip add: null without
    /// them. A table that lacks them is covered by a view that has them.
    /// </summary>
    public static IReadOnlyList<DerivedColumns> Additions { get; } =
    [
        new("clip", [], ("frames_at_24", "floor(t.duration_s * 24)::INTEGER")),
        new("m_crop", [], ("short_side", "least(t.x1 - t.x0, t.y1 - t.y0)")),
        new("m_motion", [], ("max_speed", "greatest(t.global_speed, t.object_speed)")),
        new("m_text", ["plugin_text_detector", "plugin_text_recogniser"],
            ("model_coverage_max", "plugin_text_detector.coverage_max"), ("model_coverage_mean", "plugin_text_detector.coverage_mean"),
            ("model_subtitle", "plugin_text_detector.subtitle"), ("model_languages", "plugin_text_recogniser.languages")),
        new("m_technical", ["plugin_dover"],
            ("dover_technical", "plugin_dover.technical"), ("dover_aesthetic", "plugin_dover.aesthetic"), ("dover", "plugin_dover.fused")),
        new("m_clarity", ["plugin_clarity"], ("model", "plugin_clarity.clear")),
        new("m_recheck", ["plugin_transnetv2"], ("model_score", "plugin_transnetv2.worst_score"), ("model_single_shot", "plugin_transnetv2.single_shot")),
        new("m_camera", ["plugin_camera"], ("model_label", "plugin_camera.label"), ("model_confidence", "plugin_camera.confidence")),
        new("m_audio", ["plugin_audio_tags", "plugin_av_consistency"],
            ("usable", "t.class IS NOT NULL"), ("model_class", "plugin_audio_tags.class"), ("model_speech_share", "plugin_audio_tags.speech_share"),
            ("model_music_share", "plugin_audio_tags.music_share"), ("model_av_consistency", "plugin_av_consistency.cosine")),
    ];

    /// <summary>What rules read but no stage writes: one row for each clip, drawn from several tables.</summary>
    public static IReadOnlyDictionary<string, string> Derived { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        // An absent overlay row means "none found" only where the crop solver, which reads the overlays, has run.
        ["crop_overlay"] = """
            SELECT c.clip_id, count(o.clip_id) AS count, coalesce(max(
                greatest(0, least(c.x1, o.x1) - greatest(c.x0, o.x0))::DOUBLE * greatest(0, least(c.y1, o.y1) - greatest(c.y0, o.y0))
                / greatest(1, (c.x1 - c.x0)::DOUBLE * (c.y1 - c.y0))) FILTER (o.clip_id IS NOT NULL), 0) AS largest_share
            FROM m_crop c LEFT JOIN m_overlay o ON o.clip_id = c.clip_id
                AND least(c.x1, o.x1) > greatest(c.x0, o.x0) AND least(c.y1, o.y1) > greatest(c.y0, o.y0)
            GROUP BY c.clip_id
            """,
        // Things by a model: the largest of each class, as a share of the crop. Classes it does not know are of share 0.
        ["crop_object"] = """
            WITH thing AS (SELECT clip_id, unnest(range(len(labels))) AS i, labels, boxes FROM plugin_yolox),
            box AS (SELECT clip_id, lower(labels[i + 1]) AS label, boxes[4 * i + 1] AS x0, boxes[4 * i + 2] AS y0, boxes[4 * i + 3] AS x1, boxes[4 * i + 4] AS y1 FROM thing),
            seen AS (SELECT c.clip_id, b.label,
                greatest(0, least(c.x1, b.x1) - greatest(c.x0, b.x0))::DOUBLE * greatest(0, least(c.y1, b.y1) - greatest(c.y0, b.y0))
                    / greatest(1, (c.x1 - c.x0)::DOUBLE * (c.y1 - c.y0)) AS share
                FROM m_crop c JOIN plugin_yolox USING (clip_id) LEFT JOIN box b ON b.clip_id = c.clip_id)
            SELECT clip_id, count(*) FILTER (share > 0) AS count,
                coalesce(max(share) FILTER (label IN ('logo', 'watermark')), 0) AS mark_share, coalesce(max(share) FILTER (label = 'border'), 0) AS border_share,
                coalesce(max(share) FILTER (label = 'sensitive'), 0) AS sensitive_share, coalesce(max(share) FILTER (label = 'person'), 0) AS person_share,
                coalesce(max(share) FILTER (label NOT IN ('logo', 'watermark', 'border', 'sensitive', 'person')), 0) AS other_share
            FROM seen GROUP BY clip_id
            """,
        ["crop_border"] = """
            SELECT c.clip_id, (c.x0 >= b.x0 AND c.y0 >= b.y0 AND c.x1 <= b.x1 AND c.y1 <= b.y1 AND NOT b.changes) AS gone
            FROM m_crop c JOIN m_border b ON b.clip_id = c.clip_id
            """,
        // Two of distinct names decide; one against one waits for a third.
        ["annotation_vote"] = """
            SELECT item_id AS clip_id, count(DISTINCT lower(annotator)) AS annotators,
                CASE WHEN count(DISTINCT lower(annotator)) FILTER (keep) >= 2 THEN true WHEN count(DISTINCT lower(annotator)) FILTER (NOT keep) >= 2 THEN false END AS keep,
                avg((colour_harmony + lighting + object_emphasis + spatial_layout + motion_speed + action_integrity + motion_blur) / 7.0) AS mean_score,
                min(least(colour_harmony, lighting, object_emphasis, spatial_layout, motion_speed, action_integrity, motion_blur)) AS least_score
            FROM annotation GROUP BY item_id
            """,
        ["caption_state"] = "SELECT clip_id, bool_or(valid) AS valid, count(*) AS captions FROM caption GROUP BY clip_id",
    };

    /// <summary>Makes empty tables of what the connection lacks, then the derived views.</summary>
    public static void Complete(DuckDBConnection connection)
    {
        var present = connection.Column<string>("SELECT table_name FROM information_schema.tables").ToHashSet(StringComparer.Ordinal);
        foreach (var (table, columns) in Tables.Where(pair => !present.Contains(pair.Key)))
        {
            connection.Run($"CREATE TABLE {SqlText.Name(table)} ({columns})");
        }

        // A temporary view goes before what has its name; what it reads is found by the name of the database.
        var database = connection.Column<string>("SELECT current_database()").Single();
        foreach (var added in Additions)
        {
            var columns = added.Columns.Where(column => !Has(connection, added.Table, column.Name)).Select(column => $", {column.Expression} AS {SqlText.Name(column.Name)}").ToList();
            if (columns.Count > 0)
            {
                var joined = string.Concat(added.PluginTables.Select(table => $" LEFT JOIN {table} ON {table}.clip_id = t.clip_id"));
                connection.Run($"""
                    CREATE OR REPLACE TEMP VIEW {SqlText.Name(added.Table)} AS
                    SELECT t.*{string.Concat(columns)} FROM {SqlText.Name(database)}.main.{SqlText.Name(added.Table)} t{joined}
                    """);
            }
        }

        foreach (var (view, query) in Derived)
        {
            connection.Run($"CREATE OR REPLACE TEMP VIEW {SqlText.Name(view)} AS {query}");
        }
    }

    private static bool Has(DuckDBConnection connection, string table, string column) => connection.Count(
        $"SELECT count(*) FROM information_schema.columns WHERE table_name = {SqlText.Literal(table)} AND column_name = {SqlText.Literal(column)}") > 0;
}
