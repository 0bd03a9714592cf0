using HunyuanVideo.Curation.Plugins;
using HunyuanVideo.Curation.Running;
using HunyuanVideo.Curation.Stages;
using HunyuanVideo.Curation.Store;
using HunyuanVideo.Curation.Tests.Plugins;
using HunyuanVideo.Curation.Tests.Running;
using HunyuanVideo.Curation.Tests.Store;
using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Tests.Stages;

/// <summary>A curation of two films with sound and a plug-in of every kind.</summary>
public sealed class PluginRun : IAsyncLifetime
{
    private readonly TempFolder _folder = new();

    public string Plugins => _folder.Join("plugins");

    public string Curation => _folder.Join("curation");

    public async ValueTask InitializeAsync()
    {
        SmallPlugins.AddAll(Plugins);
        var report = await ExecuteAsync(Curation, ToyRun.AddFilms(_folder, "speech.mp4", "music.mp4"), Plugins);
        Assert.False(report.HasFailures, string.Join('\n', report.Progress.Stages.Select(stage => stage.ToString())));
    }

    public static async Task<RunReport> ExecuteAsync(string curation, string? input, string plugins)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var tools = FfmpegTools.Find();
        var options = new StageOptions { Plugins = await PluginReader.ReadAllAsync(plugins, cancellationToken) };
        using var stages = new StandardStages(tools, options, curation, TimeProvider.System);
        var run = new CurationRunOptions { Folder = curation, Inputs = input is null ? [] : [input], Jobs = 2 };
        return await new CurationRun(stages.All, tools, TimeProvider.System).ExecuteAsync(run, null, cancellationToken);
    }

    public IReadOnlyList<T> Rows<T>()
        where T : class
    {
        using var reader = new CurationStore(Curation).OpenReader();
        return reader.Rows<T>();
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
