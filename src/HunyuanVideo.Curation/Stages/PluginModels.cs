using HunyuanVideo.Curation.Plugins;

namespace HunyuanVideo.Curation.Stages;

/// <summary>The models of a run's plug-ins, each loaded and tried once, and their stages.</summary>
internal sealed class PluginModels : IDisposable
{
    private readonly List<OnnxModel> _models = [];

    /// <summary>Loads and tries all.</summary>
    /// <param name="plugins">The plug-ins.</param>
    /// <param name="meters">Measure by their models.</param>
    /// <exception cref="InputException">What is wrong with any of them, a line each.</exception>
    public PluginModels(IReadOnlyList<Plugin> plugins, PluginMeters meters)
    {
        PluginStage.RequireUsable(plugins);
        var (stages, faults) = (new List<PluginStage>(), new List<string>());
        foreach (var plugin in plugins)
        {
            try
            {
                var model = OnnxModel.Load(plugin);
                _models.Add(model);
                var meter = meters.Of(model);
                meter.Try();
                stages.Add(new PluginStage(plugin, meter));
            }
            catch (InputException fault)
            {
                faults.Add(fault.Message);
            }
        }

        if (faults.Count > 0)
        {
            Dispose();
            throw new InputException(string.Join(Environment.NewLine, faults));
        }

        Stages = stages;
    }

    /// <summary>A stage for each plug-in.</summary>
    public IReadOnlyList<PluginStage> Stages { get; }

    /// <inheritdoc/>
    public void Dispose() => _models.ForEach(model => model.Dispose());
}
