using HunyuanVideo.Curation.Frames;

namespace HunyuanVideo.Curation.Running;

/// <summary>One pass over a clip's frames. Stages that need the same analyser share it: it is fed once.</summary>
public sealed class ClipPass
{
    private readonly List<object> _shared = [];

    /// <summary>What takes view frames.</summary>
    internal IReadOnlyList<IClipAnalyser> Views => [.. _shared.OfType<IClipAnalyser>()];

    /// <summary>What takes luma planes.</summary>
    internal IReadOnlyList<INativePlaneAnalyser> Natives => [.. _shared.OfType<INativePlaneAnalyser>()];

    /// <summary>The pass's one object of a type, made at the first call. Analysers are fed from then on.</summary>
    public T Share<T>(Func<T> create)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(create);
        if (_shared.OfType<T>().FirstOrDefault() is { } known)
        {
            return known;
        }

        var made = create();
        _shared.Add(made);
        return made;
    }
}
