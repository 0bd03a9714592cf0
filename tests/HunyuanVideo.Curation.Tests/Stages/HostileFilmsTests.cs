using HunyuanVideo.Curation.Ingest;
using HunyuanVideo.Curation.Materialise;
using HunyuanVideo.Curation.Policies;
using HunyuanVideo.Curation.Report;
using HunyuanVideo.Curation.Running;
using HunyuanVideo.Curation.Stages;
using HunyuanVideo.Curation.Store;
using HunyuanVideo.Curation.Tests.Ingest;
using HunyuanVideo.Curation.Tests.Running;
using HunyuanVideo.Curation.Tests.Store;
using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Tests.Stages;

/// <summary>Names that would be options, patterns, lines or markup anywhere but behind <c>file:</c>, and films that are none.</summary>
public sealed class HostileFilmsTests
{
    private const string Markup = "<b>\"quoted\" 'it' $(touch pwned)`id`;&|.mp4";
    private static readonly string[] Names = ["line\nbreak\ttab.mp4", "-i", Markup, "concat:x|y.mp4", "  %05d%n 日本語 🎬.mp4"];
    private static readonly string[] Contents = ["dup-a.mp4", "camera-pan-left.mp4", "no-audio.mp4", "rotated.mp4", "silent.mp4"];
    private const string BrokenName = "<plaintext>\n\"empty\".mp4";

    private static readonly Policy AnyClip = PolicyReader.Parse(
        """
        {"set": "any", "unit": "clip", "rules": [{"name": "has side", "column": "m_crop.short_side", "min": 1}],
         "output": {"area": [64, 64], "fps": 24, "frames": [17], "audio": "keep_if_good"}}
        """, "test");

    [Fact]
    public async Task Names_pass_through_tables_shards_and_report_unchanged()
    {
        using var folder = new TempFolder();
        foreach (var (name, content) in Names.Zip(Contents).Append((BrokenName, "zero-bytes.mp4")))
        {
            folder.Add(TestFilms.Of(content), Path.Join("in", name));
        }

        var curation = folder.Join("out");
        await ExecuteAsync(curation, folder.Join("in"), until: null);
        using var sets = new CuratedSets(curation, [AnyClip]);
        var funnel = Assert.Single(sets.Decide());
        var set = await sets.MaterialiseAsync(AnyClip, AnyClip, FfmpegTools.Find(), new MaterialiseOptions { Encoders = 2 }, null, TestContext.Current.CancellationToken);
        sets.WriteReport([funnel], DateTimeOffset.UnixEpoch, new ReportOptions());

        using var reader = new CurationStore(curation).OpenReader();
        Assert.Equal(
            Names.Select(name => folder.Join("in", name)).Order(StringComparer.Ordinal), reader.Rows<SourcePathRow>().Select(row => row.Path).Order(StringComparer.Ordinal));
        Assert.Equal((funnel.Accepted, 0), (set!.Items, set.LeftOut.Count));
        var broken = Assert.Single(new CurationStore(curation).Quarantine.List());
        Assert.Equal(("empty_file", folder.Join("in", BrokenName)), (broken.Code, broken.Path));
        Assert.DoesNotContain("<plaintext>", await File.ReadAllTextAsync(sets.ReportPath, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal([.. Names.Append(BrokenName).Order(StringComparer.Ordinal)], Directory.GetFiles(folder.Join("in")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_broken_film_has_the_reason_of_the_truth()
    {
        using var folder = new TempFolder();
        var expected = TestFilms.Truth().Where(film => film.Value.TryGetProperty("quarantine", out _))
            .ToDictionary(film => film.Key, film => film.Value.GetProperty("quarantine").GetString()!, StringComparer.Ordinal);
        string[] whole = ["one-frame.mp4", "no-audio.mp4", "photo-of-a-cat.jpg", "vfr.mp4", "corrupt-middle.mp4"];

        await ExecuteAsync(folder.Join("out"), ToyRun.AddFilms(folder, [.. expected.Keys, .. whole]), until: SourceProbe.Stage);

        var found = new CurationStore(folder.Join("out")).Quarantine.List().ToDictionary(entry => Path.GetFileName(entry.Path), entry => entry.Code, StringComparer.Ordinal);
        Assert.Equal(expected.OrderBy(film => film.Key, StringComparer.Ordinal), found.OrderBy(film => film.Key, StringComparer.Ordinal));
    }

    private static async Task ExecuteAsync(string curation, string input, string? until)
    {
        var tools = FfmpegTools.Find();
        using var stages = new StandardStages(tools, new StageOptions(), curation, TimeProvider.System);
        var options = new CurationRunOptions { Folder = curation, Inputs = [input], Jobs = 2, Until = until };
        await new CurationRun(stages.All, tools, TimeProvider.System).ExecuteAsync(options, null, TestContext.Current.CancellationToken);
    }
}
