using System.Globalization;
using DuckDB.NET.Data;
using HunyuanVideo.Curation.Policies;

namespace HunyuanVideo.Curation.Bench;

/// <summary>An in-memory pool of made-up measurements: every number is a function of the row's index.</summary>
internal sealed class SyntheticPool : IDisposable
{
    public SyntheticPool(int clips)
    {
        Connection = new DuckDBConnection("DataSource=:memory:");
        Connection.Open();
        Run($"""
            CREATE TABLE base AS SELECT i, md5(i::VARCHAR) AS clip_id, (hash(i * 7 + 1) % 10007) / 10007.0 AS a, (hash(i * 7 + 2) % 10007) / 10007.0 AS b,
                (hash(i * 7 + 3) % 10007) / 10007.0 AS c, (hash(i * 7 + 4) % 10007) / 10007.0 AS d, (hash(i * 7 + 5) % 10007) / 10007.0 AS e
            FROM range({clips.ToString(CultureInfo.InvariantCulture)}) t(i)
            """);
        Table("clip", "clip_id, md5((i // 8)::VARCHAR) AS source_id, 0 AS shot_first, 0 AS first, 95 AS last, 96 AS frames, 0.0::DOUBLE AS start_s, "
            + "(2 + 14 * a)::DOUBLE AS duration_s, 24.0::DOUBLE AS fps, 1::FLOAT AS start_sharpness, 0 AS plan_offset, floor((2 + 14 * a) * 24)::INTEGER AS frames_at_24");
        Table("m_crop", "clip_id, 0 AS x0, 0 AS y0, 1920 AS x1, 1080 AS y1, (0.5 + 0.5 * b)::FLOAT AS kept_area, 1.78::FLOAT AS aspect, 0::FLOAT AS cost, '' AS avoids, (240 + 1000 * c)::INTEGER AS short_side");
        Table("m_border", "clip_id, 0 AS x0, 0 AS y0, 1920 AS x1, 1080 AS y1, 'none' AS kind, 1::FLOAT AS confidence, false AS changes");
        Table("m_technical", "clip_id, d::FLOAT AS quality, NULL::FLOAT AS dover, 1.0::FLOAT AS interlace_score");
        Table("m_clarity", "clip_id, e::FLOAT AS clarity, (40 * (1 - e))::FLOAT AS edge_width_px");
        Table("m_motion", "clip_id, (a * b * 100)::FLOAT AS max_speed, (c * d)::FLOAT AS frozen_share");
        Table("m_text", "clip_id, (b * e * 0.1)::FLOAT AS coverage_max");
        Table("m_recheck", "clip_id, i % 20 <> 0 AS single_shot");
        Table("dup_group", "clip_id, md5((i // 3)::VARCHAR) AS group_id, i % 3 = 0 AS keep, d::FLOAT AS rank_score");
        Table("concept_of", "clip_id, 'look' AS space, floor(1000 * a * a * a)::INTEGER AS concept_id, 0.5::FLOAT AS similarity, 0.4::FLOAT AS second");
    }

    public DuckDBConnection Connection { get; }

    public void Run(string sql) => Connection.Run(sql);

    public long Count(string sql) => Connection.Count(sql);

    public void Dispose() => Connection.Dispose();

    private void Table(string name, string columns) => Run($"CREATE TABLE {name} AS SELECT {columns} FROM base");
}
