using HunyuanVideo.Curation.Alike;
using HunyuanVideo.Curation.Ingest;
using HunyuanVideo.Curation.Plugins;
using HunyuanVideo.Curation.Running;
using HunyuanVideo.Curation.Text;

namespace HunyuanVideo.Curation.Stages;

/// <summary>A clip's vector by a plug-in, in a space of its own beside <c>look</c>. Source: spec curation §4 S12 (plug-ins).</summary>
/// <param name="model">A plug-in of the kind <c>image-embedding</c> or <c>video-embedding</c>; stays the caller's.</param>
public sealed class PluginEmbeddingStage(OnnxModel model) : IClipStage
{
    private readonly Embedder _embedder = new(model);

    /// <inheritdoc/>
    public StageDeclaration Declaration { get; } = new()
    {
        Name = NameOf(model.Plugin),
        Version = 1,
        Unit = UnitKind.Clip,
        ModelHash = model.Plugin.Fingerprint,
        Reads = [SourceProbe.Stage],
        Writes = [typeof(EmbeddingRow)],
        Resource = ResourceClass.Model,
        CostSeconds = 1,
    };

    /// <summary>Name of the stage of a plug-in.</summary>
    public static string NameOf(Plugin plugin) => $"{LookAnalyser.Stage}_{plugin?.Manifest.Name}";

    /// <summary>Refuses plug-ins that a run has no use for.</summary>
    /// <exception cref="InputException">All faults, a line each.</exception>
    public static void RequireUsable(IReadOnlyList<Plugin> plugins)
    {
        ArgumentNullException.ThrowIfNull(plugins);
        var faults = plugins.Where(plugin => plugin.Kind != PluginKind.ImageEmbedding && plugin.Kind != PluginKind.VideoEmbedding)
            .Select(plugin => $"{plugin.Folder}: a run makes no use of plug-ins of the kind {plugin.Kind.Name} yet; take the folder out.")
            .Concat(plugins.Where(plugin => plugin.Manifest.Name == LookAnalyser.Space).Select(plugin => $"{plugin.Folder}: '{LookAnalyser.Space}' is the space without a model; give the plug-in another name."))
            .Concat(plugins.GroupBy(plugin => plugin.Manifest.Name, StringComparer.Ordinal).Where(group => group.Count() > 1)
                .Select(group => $"{string.Join(" and ", group.Select(plugin => plugin.Folder))} have one name; rename one."))
            .ToList();
        if (faults.Count > 0)
        {
            throw new InputException(string.Join(Environment.NewLine, faults));
        }
    }

    /// <inheritdoc/>
    public ClipFinish Begin(ClipUnit clip, ClipPass pass)
    {
        var wanted = FramesOf(clip);
        var frames = pass.Share(() => new WantedFrames());
        frames.Want(wanted);
        return (_, _) => Task.FromResult(frames.Pictures(wanted) is { Count: > 0 } pictures
            ? StageResult.Of(_embedder.Embed(clip.Clip.ClipId, pictures))
            : new StageResult([], "no_frames"));
    }

    // A model of clips takes one number of frames only: a shorter clip shows some of its frames again.
    private IReadOnlyList<int> FramesOf(ClipUnit clip)
    {
        var samples = EvenSamples.Of(clip.Clip.First, clip.Clip.Frames, _embedder.Frames);
        return model.Plugin.Kind == PluginKind.VideoEmbedding
            ? [.. Enumerable.Range(0, _embedder.Frames).Select(frame => samples[frame * samples.Count / _embedder.Frames])]
            : samples;
    }
}
