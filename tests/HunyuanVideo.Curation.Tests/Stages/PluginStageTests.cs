using HunyuanVideo.Curation.Ingest;
using HunyuanVideo.Curation.Picture;
using HunyuanVideo.Curation.Plugins;
using HunyuanVideo.Curation.Policies;
using HunyuanVideo.Curation.Shots;
using HunyuanVideo.Curation.Stages;
using HunyuanVideo.Curation.Store;
using HunyuanVideo.Curation.Tests.Plugins;
using HunyuanVideo.Curation.Tests.Store;

namespace HunyuanVideo.Curation.Tests.Stages;

public sealed class PluginStageTests(PluginRun run) : IClassFixture<PluginRun>
{
    [Fact]
    public void Clarity_is_that_of_the_crop()
    {
        var exposure = run.Rows<TechnicalRow>().ToDictionary(row => row.ClipId, row => (row.ExposureMean - 16) / 219);

        var rows = run.Rows<ClarityModelRow>();

        Assert.Equal(2, rows.Count);
        Assert.All(rows, row => Assert.Equal(exposure[row.ClipId], row.Clear, 0.02));     // eight frames of all, and colours that left 0…1
    }

    [Fact]
    public void The_camera_has_a_label_of_the_model() => Assert.All(run.Rows<CameraModelRow>(), row =>
    {
        Assert.Equal("static", row.Label);
        Assert.Equal((Math.Exp(5) - 1) / (Math.Exp(5) + 13), row.Confidence, 1e-5);
    });

    [Fact]
    public void Quality_is_of_the_crop_at_native_size() => Assert.All(run.Rows<DoverRow>().Zip(run.Rows<ClarityModelRow>()), pair =>
    {
        var (row, bright) = pair;
        Assert.Equal(bright.Clear, row.Aesthetic, 0.05);       // the mean of the colours, not their luma
        Assert.Equal(row.Aesthetic, row.Technical, 0.1);
    });

    [Fact]
    public void Steady_films_are_one_shot_to_the_model() => Assert.All(run.Rows<ShotModelRow>(), row =>
    {
        Assert.True(row.SingleShot);
        Assert.InRange(row.WorstScore, 0, 0.05f);
    });

    [Fact]
    public void A_thing_that_stays_is_one_box_in_pixels_of_the_source()
    {
        var sizes = run.Rows<ClipRow>().Join(run.Rows<ProbeRow>(), clip => clip.SourceId, probe => probe.SourceId, (clip, probe) => (clip.ClipId, probe.Width, probe.Height))
            .ToDictionary(size => size.ClipId, size => Math.Max(size.Width, size.Height) / 8.0);

        Assert.All(run.Rows<BoxRow>(), row =>
        {
            Assert.Equal((6, "Logo", 0.9f, 1f), (row.Frames, Assert.Single(row.Labels), Assert.Single(row.Scores), Assert.Single(row.Persistence)));
            Assert.Equal([0, 0], row.Boxes[..2]);
            Assert.All(row.Boxes[2..], edge => Assert.Equal(sizes[row.ClipId], edge, 2.0));
        });
    }

    [Fact]
    public void Tags_make_a_class_by_the_rule_of_the_measurement_without_a_model()
    {
        var rows = run.Rows<TagRow>();

        Assert.Equal(["pure_music", "sound_with_music"], rows.Select(row => row.Class).Order());       // to this tagger all is music
        Assert.All(rows, row =>
        {
            Assert.Equal((0f, 1f), (row.SpeechShare, row.MusicShare));
            Assert.Equal(["Music", "Dog", "Speech"], row.Labels);
            Assert.Equal(1 / (1 + Math.Exp(-4)), row.Scores[0], 1e-5);
        });
    }

    [Fact]
    public async Task Every_measurement_names_its_model_and_every_kind_measures()
    {
        var plugins = await PluginReader.ReadAllAsync(run.Plugins, TestContext.Current.CancellationToken);
        using var reader = new CurationStore(run.Curation).OpenReader();

        Assert.Equal(PluginKind.All.Select(kind => kind.Name).Order(), plugins.Select(plugin => plugin.Kind.Name).Order());
        Assert.All(plugins.Where(plugin => !plugin.Kind.IsEmbedding), plugin => Assert.Equal(2, reader.Count(
            $"SELECT count(*) FROM {PluginStage.NameOf(plugin)} WHERE plugin = $name AND plugin_version = $version AND model_hash = $hash",
            ("name", plugin.Manifest.Name), ("version", plugin.Manifest.Version), ("hash", plugin.ModelHash))));
        Assert.All(plugins.Where(plugin => plugin.Kind.IsEmbedding), plugin => Assert.Equal(2, reader.Count(
            "SELECT count(*) FROM m_embedding WHERE space = $name AND plugin_version = $version AND model_hash = $hash",
            ("name", plugin.Manifest.Name), ("version", plugin.Manifest.Version), ("hash", plugin.ModelHash))));
    }

    [Theory]
    [InlineData("""{"name": "r", "column": "m_clarity.model", "min": 0.3, "max": 0.6, "missing": "fail"}""")]
    [InlineData("""{"name": "r", "column": "m_technical.dover", "min": 0, "missing": "fail"}""")]
    [InlineData("""{"name": "r", "column": "m_technical.dover_technical", "min": 0.3, "missing": "fail"}""")]
    [InlineData("""{"name": "r", "column": "m_technical.dover_aesthetic", "min": 0.3, "missing": "fail"}""")]
    [InlineData("""{"name": "r", "column": "m_recheck.model_single_shot", "is": true, "missing": "fail"}""")]
    [InlineData("""{"name": "r", "column": "m_recheck.model_score", "max": 0.05, "missing": "fail"}""")]
    [InlineData("""{"name": "r", "column": "crop_object.count", "min": 1, "max": 1, "missing": "fail"}""")]
    [InlineData("""{"name": "r", "column": "crop_object.mark_share", "min": 0.01, "max": 0.04, "missing": "fail"}""")]
    [InlineData("""{"name": "r", "column": "crop_object.person_share", "max": 0, "missing": "fail"}""")]
    [InlineData("""{"name": "r", "column": "m_audio.model_class", "in": ["pure_music", "sound_with_music"], "missing": "fail"}""")]
    [InlineData("""{"name": "r", "column": "m_audio.model_music_share", "min": 1, "missing": "fail"}""")]
    [InlineData("""{"name": "r", "column": "m_audio.model_speech_share", "max": 0, "missing": "fail"}""")]
    [InlineData("""{"name": "r", "column": "m_text.model_coverage_max", "max": 0, "missing": "fail"}""")]
    [InlineData("""{"name": "r", "column": "m_text.model_coverage_mean", "max": 0, "missing": "fail"}""")]
    [InlineData("""{"name": "r", "column": "m_text.model_subtitle", "is": false, "missing": "fail"}""")]
    [InlineData("""{"name": "r", "column": "m_audio.model_av_consistency", "min": 0.9, "max": 1, "missing": "fail"}""")]
    [InlineData("""{"name": "r", "column": "m_camera.model_label", "in": ["static"], "missing": "fail"}""")]
    [InlineData("""{"name": "r", "column": "m_camera.model_confidence", "min": 0.9, "missing": "fail"}""")]
    public void Policies_see_it_beside_what_is_measured_without_a_model(string rule)
    {
        using var sets = new CuratedSets(run.Curation, [PolicyReader.Parse($$"""{"set": "any", "unit": "clip", "rules": [{{rule}}]}""", "test")]);

        Assert.Equal(2, Assert.Single(sets.Decide()).Accepted);
    }

    [Fact]
    public async Task A_changed_plug_in_measures_its_own_stage_anew_and_no_other()
    {
        using var folder = new TempFolder();
        CopyTo(run.Curation, folder.Join("curation"));
        CopyTo(run.Plugins, folder.Join("plugins"));
        SmallPlugins.Add(folder.Join("plugins"), "clarity", SmallPlugins.Clear.Replace("\"1\"", "\"2\"", StringComparison.Ordinal), SmallPlugins.BrightnessModel());

        await PluginRun.ExecuteAsync(folder.Join("curation"), null, folder.Join("plugins"));

        using var before = new CurationStore(run.Curation).OpenReader();
        using var after = new CurationStore(folder.Join("curation")).OpenReader();
        var (old, all) = (LedgerOf(before), LedgerOf(after));
        Assert.Equal(["plugin_clarity", "plugin_clarity"], all.Except(old).Select(unit => unit.Stage));
        Assert.Equal(["2", "2"], after.Rows<ClarityModelRow>().Select(row => row.PluginVersion));
    }

    private static List<(string Stage, string Unit, string Key)> LedgerOf(CurationReader reader) =>
        [.. reader.Rows<LedgerRow>().Select(row => (row.Stage, row.UnitId, row.StageKey))];

    private static void CopyTo(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Join(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
