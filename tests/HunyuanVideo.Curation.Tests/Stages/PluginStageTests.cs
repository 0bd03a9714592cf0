using HunyuanVideo.Curation.Picture;
using HunyuanVideo.Curation.Plugins;
using HunyuanVideo.Curation.Policies;
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
    public async Task Every_measurement_names_its_model_and_every_kind_measures()
    {
        var plugins = await PluginReader.ReadAllAsync(run.Plugins, TestContext.Current.CancellationToken);
        using var reader = new CurationStore(run.Curation).OpenReader();

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
