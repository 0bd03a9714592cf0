using System.Globalization;
using DuckDB.NET.Data;
using HunyuanVideo.Curation.Materialise;
using HunyuanVideo.Curation.Policies;
using HunyuanVideo.Curation.Store;

namespace HunyuanVideo.Curation.Tests.Materialise;

public sealed class MaterialReaderTests
{
    private const int Frames = 90_000;
    private const int Clips = 370;
    private const int ClipFrames = 240;

    [Fact]
    public void Clips_of_a_film_of_an_hour_are_read_within_the_memory_of_a_reader()
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        foreach (var (name, columns) in PolicySchema.Tables)
        {
            connection.Run($"CREATE TABLE {name} ({columns})");
        }

        connection.Run(Invariant($"""
            SET memory_limit='{new ReaderOptions().MemoryBytes}B';
            CREATE TABLE decision AS SELECT 'tiny' AS "set", 'c' || i AS unit_id, 'accepted' AS state, 1::FLOAT AS weight FROM range({Clips}) t(i);
            INSERT INTO probe (source_id, pix_fmt, width, height, sar_num, sar_den) VALUES ('film', 'yuv420p', 1280, 720, 1, 1);
            INSERT INTO clip (clip_id, source_id, first, last, frames) SELECT 'c' || i, 'film', i * {ClipFrames}, (i + 1) * {ClipFrames} - 1, {ClipFrames} FROM range({Clips}) t(i);
            INSERT INTO frame_time SELECT 'film', list(i * 512 ORDER BY i), 1, 12800, [0], [1] FROM range({Frames}) t(i)
            """));

        var items = MaterialReader.Read(connection, CountedFilm.Policy, source => source + ".mp4");

        Assert.Equal(Clips, items.Count);
        Assert.All(items, item => Assert.Equal((ClipFrames, item.First * 512L, 1.0 / 12800, "film.mp4"), (item.Pts.Count, item.Pts[0], item.TickSeconds, item.Path)));
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
