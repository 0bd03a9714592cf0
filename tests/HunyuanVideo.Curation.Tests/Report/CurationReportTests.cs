using System.Text.Json;
using HunyuanVideo.Curation.Bench;
using HunyuanVideo.Curation.Policies;
using HunyuanVideo.Curation.Report;

namespace HunyuanVideo.Curation.Tests.Report;

public sealed class CurationReportTests : IDisposable
{
    private const string Hostile = "/films/</script><img src=x onerror=alert(1)>.mp4";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("report");
    private readonly SyntheticPool _pool = new(800);

    public void Dispose()
    {
        _pool.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void The_page_is_one_file_without_network_and_a_hostile_name_stays_a_name()
    {
        var page = Write(new ReportOptions());

        Assert.InRange(page.Length, 50_000, 5_000_000);
        Assert.DoesNotContain("<img src=x", page, StringComparison.Ordinal);
        Assert.DoesNotContain("://", page.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("/*", page[page.IndexOf("<body>", StringComparison.Ordinal)..], StringComparison.Ordinal);
        Assert.Equal(2, page.Split("</script>").Length - 1);
    }

    [Fact]
    public void Its_numbers_are_those_of_the_tables()
    {
        using var data = JsonDocument.Parse(Between(Write(new ReportOptions()), "id=\"data\">", "</script>"));
        var root = data.RootElement;
        var histogram = root.GetProperty("histograms").EnumerateArray().Single(chart => chart.GetProperty("column").GetString() == "m_clarity.clarity");

        Assert.Equal(800, root.GetProperty("headline").GetProperty("clips").GetDouble());
        Assert.Equal(800, histogram.GetProperty("bins").EnumerateArray().Sum(bin => bin.GetProperty("count").GetInt64()));
        Assert.Equal([0.4, 0.7], histogram.GetProperty("thresholds").EnumerateArray().Select(line => line.GetProperty("min").GetDouble()));
        Assert.Equal(_pool.Count("SELECT count(*) FROM decision WHERE \"set\" = 'wide' AND state = 'accepted'"), root.GetProperty("funnels")[0].GetProperty("accepted").GetInt64());
        Assert.Equal(_pool.Count("SELECT count(*) FROM probe WHERE frames > 1"), root.GetProperty("shots").GetArrayLength() + root.GetProperty("shots_hidden").GetInt64());
        Assert.All(root.GetProperty("shots").EnumerateArray(), line => Assert.Equal(100, line.GetProperty("frames").GetInt32()));
        Assert.All(root.GetProperty("queries").EnumerateArray(), query => _pool.Run(query.GetProperty("sql").GetString()!));
    }

    [Fact]
    public void A_far_value_lies_beyond_a_histogram_instead_of_flattening_it()
    {
        using var few = new SyntheticPool(60);
        few.Run("UPDATE m_clarity SET edge_width_px = 26000 WHERE clip_id = md5('7')");

        var chart = HistogramSection.One(Tables(few), "m_clarity.edge_width_px", [])!;

        Assert.InRange((double)chart["high"]!, 30, 100);
        Assert.Equal((0, 1, 59), ((long)chart["below"]!, (long)chart["above"]!, chart["bins"]!.AsArray().Sum(bin => (long)bin!["count"]!)));
    }

    [Fact]
    public void Stills_have_no_part_in_histograms_of_sound()
    {
        using var few = new SyntheticPool(60);
        few.Run("CREATE TABLE m_audio AS SELECT clip_id, -20.0 - row_number() OVER () AS loudness_lufs FROM clip");
        few.Run("UPDATE clip SET frames = 1 WHERE duration_s > 8");

        var chart = HistogramSection.One(Tables(few), "m_audio.loudness_lufs", [])!;

        Assert.Equal(few.Count("SELECT count(*) FROM clip WHERE frames > 1"), chart["bins"]!.AsArray().Sum(bin => (long)bin!["count"]!) + (long)chart["below"]! + (long)chart["above"]!);
    }

    [Fact]
    public void Sheets_show_the_borderline_first()
    {
        using var data = JsonDocument.Parse(Between(Write(new ReportOptions()), "id=\"data\">", "</script>"));
        var sheet = data.RootElement.GetProperty("sheets")[0];
        var accepted = sheet.GetProperty("accepted").EnumerateArray().Select(clip => clip.GetProperty("value").GetDouble()).ToList();
        var rejected = sheet.GetProperty("rejected")[0].GetProperty("clips").EnumerateArray().Select(clip => clip.GetProperty("value").GetDouble()).ToList();

        Assert.Equal((24, 24), (accepted.Count, rejected.Count));
        Assert.Equal(accepted.Order(), accepted);
        Assert.Equal(rejected.OrderDescending(), rejected);
    }

    [Fact]
    public void Pictures_are_named_beside_the_page_or_embedded_up_to_a_limit()
    {
        var id = _pool.Connection.Column<string>("SELECT md5('5')")[0];
        Directory.CreateDirectory(Path.Join(_folder.FullName, "previews", id[..2]));
        File.WriteAllBytes(Path.Join(_folder.FullName, "previews", id[..2], id + ".jpg"), new byte[100]);
        var folder = Path.Join(_folder.FullName, "previews");

        Assert.Equal($"../previews/{id[..2]}/{id}.jpg", Address(new PreviewPictures(folder, Path.Join(_folder.FullName, "report"), new ReportOptions()), id));
        Assert.StartsWith("data:image/jpeg;base64,", Address(new PreviewPictures(folder, _folder.FullName, new ReportOptions { Embed = true }), id), StringComparison.Ordinal);
        Assert.StartsWith("previews/", Address(new PreviewPictures(folder, _folder.FullName, new ReportOptions { Embed = true, EmbeddedBytes = 99 }), id), StringComparison.Ordinal);
        Assert.Null(new PreviewPictures(folder, _folder.FullName, new ReportOptions()).Of("../../etc/passwd"));
    }

    [Fact]
    public void Each_picture_is_in_the_page_once_however_often_it_is_shown()
    {
        foreach (var id in _pool.Connection.Column<string>("SELECT clip_id FROM clip"))
        {
            var path = PreviewPictures.PathOf(Path.Join(_folder.FullName, "previews"), id)!;
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, id);
        }

        var page = Write(new ReportOptions { Embed = true });

        var pictures = page.Split("data:image/jpeg;base64,")[1..].Select(rest => rest[..rest.IndexOf('"', StringComparison.Ordinal)]).ToList();
        Assert.InRange(pictures.Count, 100, 800);
        Assert.Equal(pictures.Distinct().Count(), pictures.Count);
        using var data = JsonDocument.Parse(Between(page, "id=\"data\">", "</script>"));
        var shown = data.RootElement.GetProperty("sheets")[0].GetProperty("accepted")[0];
        var address = data.RootElement.GetProperty("pictures")[shown.GetProperty("preview").GetInt32()].GetString()!;
        Assert.Equal(shown.GetProperty("clip_id").GetString(), System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(address.Split(',')[1])));
    }

    [Fact]
    public void An_empty_pool_gives_a_page_too()
    {
        using var empty = new SyntheticPool(0);
        _ = new PolicyDecider(empty.Connection);
        var path = Path.Join(_folder.FullName, "empty.html");

        new CurationReport(empty.Connection, new ReportOptions()).Write(Inputs([], []), path);

        Assert.True(File.Exists(path));
    }

    private ReportTables Tables(SyntheticPool pool)
    {
        pool.Run("CREATE TABLE source_path AS SELECT DISTINCT source_id, source_id AS path FROM clip");
        return new ReportTables(pool.Connection, new ReportOptions(), new PreviewPictures(_folder.FullName, _folder.FullName, new ReportOptions()));
    }

    private static string Address(PreviewPictures pictures, string clipId) => pictures.Addresses[pictures.Of(clipId)!.Value];

    private string Write(ReportOptions options)
    {
        _pool.Run($"CREATE TABLE source_path AS SELECT DISTINCT source_id, '{Hostile}' AS path FROM clip");
        _pool.Run("CREATE TABLE shot AS SELECT DISTINCT source_id, 0 AS first, 99 AS last FROM clip");
        _pool.Run("CREATE TABLE transition AS SELECT DISTINCT source_id, 50 AS first, 'cut' AS kind, 50 AS last, 0.4::FLOAT AS score, 'x' AS detector FROM clip");
        _pool.Run("CREATE TABLE probe AS SELECT DISTINCT source_id, 100 AS frames, 25.0::DOUBLE AS fps, 4.0::DOUBLE AS duration_s FROM clip");
        _pool.Run("""CREATE TABLE caption AS SELECT clip_id, 'facts' AS source, '{"short": "A thing."}' AS json, NULL::VARCHAR AS model, true AS valid, NULL::VARCHAR AS faults FROM clip""");
        _pool.Run("CREATE TABLE m_camera AS SELECT clip_id, 'pan_left' AS label, 0.7::FLOAT AS confidence FROM clip");
        _pool.Run("INSERT INTO shot VALUES ('still', 0, 0); INSERT INTO probe VALUES ('still', 1, NULL, 0)");
        var decider = new PolicyDecider(_pool.Connection);
        var wide = new Policy { Set = "wide", Rules = [new() { Name = "clear", Column = "m_clarity.clarity", Min = 0.4 }], Balance = new() };
        var narrow = wide with { Set = "narrow", From = "wide", Rules = [new() { Name = "clear", Column = "m_clarity.clarity", Min = 0.7 }, new() { Name = "one shot", Column = "m_recheck.single_shot", Is = true }] };
        var funnels = decider.Decide([wide, narrow]);
        var path = Path.Join(_folder.FullName, "index.html");
        new CurationReport(_pool.Connection, options).Write(Inputs(funnels, [wide, narrow]), path);
        return File.ReadAllText(path);
    }

    private ReportInputs Inputs(IReadOnlyList<SetFunnel> funnels, IReadOnlyList<Policy> policies) => new()
    {
        Funnels = funnels,
        Policies = policies,
        PreviewFolder = Path.Join(_folder.FullName, "previews"),
        Made = DateTimeOffset.UnixEpoch,
        Program = "hyvideo test",
        Machine = "a machine",
        Quarantine = [new(Hostile, "unreadable", "It cannot be read.", ["ffprobe", "file:" + Hostile])],
    };

    private static string Between(string text, string first, string last)
    {
        var from = text.IndexOf(first, StringComparison.Ordinal) + first.Length;
        return text[from..text.IndexOf(last, from, StringComparison.Ordinal)];
    }
}
