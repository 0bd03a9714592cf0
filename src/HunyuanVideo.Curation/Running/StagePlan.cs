using System.Collections.Immutable;
using HunyuanVideo.Curation.Ingest;
using HunyuanVideo.Curation.Store;

namespace HunyuanVideo.Curation.Running;

/// <summary>The stages of a run in order, with their keys.</summary>
internal sealed class StagePlan
{
    private readonly ImmutableDictionary<string, string> _keys;
    private readonly ImmutableHashSet<string> _selected;

    private StagePlan(ImmutableArray<IStage> stages, ImmutableDictionary<string, string> keys, ImmutableHashSet<string> selected)
    {
        (_keys, _selected) = (keys, selected);
        Sources = [.. stages.OfType<ISourceStage>()];
        Clips = [.. stages.OfType<IClipStage>()];
        Barriers = [.. stages.OfType<IBarrierStage>()];
        ClipPlan = Sources.OfType<IClipPlanStage>().FirstOrDefault();
    }

    public ImmutableArray<ISourceStage> Sources { get; }

    public ImmutableArray<IClipStage> Clips { get; }

    public ImmutableArray<IBarrierStage> Barriers { get; }

    public IClipPlanStage? ClipPlan { get; }

    /// <summary>Keys of the stages that depend on no input.</summary>
    public IEnumerable<KeyValuePair<string, string>> FixedKeys => _keys.Where(key => !Barriers.Any(stage => stage.Declaration.Name == key.Key));

    /// <exception cref="InputException">A name in the options is no stage.</exception>
    /// <exception cref="ArgumentException">Two stages share a name, or one reads another that does not come before it.</exception>
    public static StagePlan Of(IEnumerable<IStage> stages, string? until, string? only)
    {
        ImmutableArray<IStage> all = [.. stages];
        string[] names = [SourceIngest.Stage, .. all.Select(stage => stage.Declaration.Name)];
        var keys = ImmutableDictionary.Create<string, string>(StringComparer.Ordinal).Add(SourceIngest.Stage, SourceIngest.StageKey);
        foreach (var declaration in all.Select(stage => stage.Declaration))
        {
            var missing = declaration.Reads.FirstOrDefault(name => !keys.ContainsKey(name));
            if (missing is not null || keys.ContainsKey(declaration.Name))
            {
                throw new ArgumentException($"stage {declaration.Name} {(missing is null ? "comes twice" : $"reads {missing}, which does not come before it")}.", nameof(stages));
            }

            keys = keys.Add(declaration.Name, KeyOf(declaration, declaration.Reads.Select(name => keys[name])));
        }

        foreach (var name in new[] { until, only })
        {
            if (name is not null && !names.Contains(name))
            {
                throw new InputException($"'{name}' is no stage; there are {string.Join(", ", names)}.");
            }
        }

        var last = until is null ? names.Length : Array.IndexOf(names, until) + 1;
        return new StagePlan(all, keys, only is not null ? [only] : [.. names.Take(last)]);
    }

    public bool IsSelected(string stage) => _selected.Contains(stage);

    public string KeyOf(IStage stage) => _keys[stage.Declaration.Name];

    public string KeyOf(string stage) => _keys[stage];

    /// <summary>The unit of a stage in the ledger.</summary>
    public WorkUnit Unit(IStage stage, string unitId) => new(unitId, stage.Declaration.Name, KeyOf(stage));

    /// <summary>Key of a barrier over given inputs.</summary>
    public string BarrierKey(IBarrierStage stage, string inputs) =>
        KeyOf(stage.Declaration, [.. stage.Declaration.Reads.Select(name => _keys[name]), inputs]);

    private static string KeyOf(StageDeclaration stage, IEnumerable<string> reads) =>
        StageKeys.Of(stage.Name, stage.Version, stage.Options, stage.ModelHash, reads);
}
