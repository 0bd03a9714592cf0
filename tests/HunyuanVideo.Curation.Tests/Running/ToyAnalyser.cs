using HunyuanVideo.Curation.Frames;

namespace HunyuanVideo.Curation.Tests.Running;

/// <summary>Counts frames and planes, and averages luma.</summary>
internal sealed class ToyAnalyser : IClipAnalyser, INativePlaneAnalyser
{
    private readonly List<int> _indices = [];
    private double _sum;

    public IReadOnlyList<int> Indices => _indices;

    public int Planes { get; private set; }

    public double MeanLuma => _sum / Math.Max(1, _indices.Count);

    public void Add(ViewFrame frame)
    {
        _indices.Add(frame.Index);
        _sum += frame.Y.Average(value => value);
    }

    public void AddPlane(LumaPlane plane) => Planes++;
}
