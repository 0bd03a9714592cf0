using HunyuanVideo.Curation.Alike;
using HunyuanVideo.Curation.Plugins;
using HunyuanVideo.Curation.Running;
using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Stages;

/// <summary>
/// A plug-in as a stage of a run, whatever its kind: a changed model, manifest or label measures this stage anew and no
/// other, and every row says which model it is of. Source: spec curation §1 (8), §4 (plug-ins).
/// </summary>
public sealed class PluginStage : IClipStage
{
    private readonly Plugin _plugin;
    private readonly IPluginMeter _meter;

    /// <param name="plugin">The plug-in.</param>
    /// <param name="meter">Measures by its model.</param>
    internal PluginStage(Plugin plugin, IPluginMeter meter)
    {
        (_plugin, _meter) = (plugin, meter);
        Declaration = new StageDeclaration
        {
            Name = NameOf(plugin),
            Version = 1,
            Unit = UnitKind.Clip,
            ModelHash = plugin.Fingerprint,
            Reads = meter.Reads,
            Writes = [meter.Row],
            Resource = ResourceClass.Model,
            CostSeconds = 1,
        };
    }

    /// <inheritdoc/>
    public StageDeclaration Declaration { get; }

    /// <summary>Name of the stage of a plug-in: of an embedding by its space, else by its kind, of which a run takes one.</summary>
    public static string NameOf(Plugin plugin)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        return plugin.Kind.IsEmbedding ? $"{LookAnalyser.Stage}_{plugin.Manifest.Name}" : $"plugin_{plugin.Kind.Name.Replace('-', '_')}";
    }

    /// <summary>Refuses plug-ins that a run cannot have together.</summary>
    /// <exception cref="InputException">All faults, a line each.</exception>
    public static void RequireUsable(IReadOnlyList<Plugin> plugins)
    {
        ArgumentNullException.ThrowIfNull(plugins);
        var faults = plugins.GroupBy(NameOf, StringComparer.Ordinal).Where(group => group.Count() > 1)
            .Select(group => (Folders: string.Join(" and ", group.Select(plugin => OneLine.Text(plugin.Folder))), group.First().Kind))
            .Select(twins => twins.Kind.IsEmbedding ? $"{twins.Folders} have one name; rename one." : $"{twins.Folders} are both of the kind {twins.Kind.Name}; take one out.")
            .ToList();
        if (faults.Count > 0)
        {
            throw new InputException(string.Join(Environment.NewLine, faults));
        }
    }

    /// <inheritdoc/>
    public ClipFinish Begin(ClipUnit clip, ClipPass pass)
    {
        ArgumentNullException.ThrowIfNull(clip);
        var finish = _meter.Begin(clip, pass);
        return async (facts, cancellationToken) =>
        {
            var result = await finish(facts, cancellationToken).ConfigureAwait(false);
            return result with { Rows = [.. result.Rows.Select(row => Signed(row, clip.Clip.ClipId))] };
        };
    }

    private object Signed(object row, string clipId) => row is PluginRow own
        ? own with { ClipId = clipId, Plugin = _plugin.Manifest.Name, PluginVersion = _plugin.Manifest.Version, ModelHash = _plugin.ModelHash }
        : row;
}
