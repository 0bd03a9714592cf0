using HunyuanVideo.Curation.Frames;
using HunyuanVideo.Curation.Text;
using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Stages;

/// <summary>Keeps the frames of a clip that models ask for, as RGB at the size of the view; all models of a pass share them.</summary>
internal sealed class WantedFrames : IClipAnalyser
{
    private readonly HashSet<int> _wanted = [];
    private readonly SortedDictionary<int, RgbPicture> _pictures = [];

    /// <summary>Asks for frames before the pass begins.</summary>
    public void Want(IEnumerable<int> frames) => _wanted.UnionWith(frames);

    /// <summary>Those of the frames that came, in order of time.</summary>
    public IReadOnlyList<RgbPicture> Pictures(IEnumerable<int> frames) => [.. frames.Where(_pictures.ContainsKey).Select(frame => _pictures[frame])];

    /// <inheritdoc/>
    public void Add(ViewFrame frame)
    {
        if (_wanted.Contains(frame.Index))
        {
            _pictures[frame.Index] = ViewColours.ToRgb(frame);
        }
    }
}
