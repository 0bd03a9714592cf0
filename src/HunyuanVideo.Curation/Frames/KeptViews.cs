using HunyuanVideo.Curation.Decoding;

namespace HunyuanVideo.Curation.Frames;

/// <summary>Views and planes of a whole source in two scratch files, for as long as its clips are analysed. Any number may read at once.</summary>
internal sealed class KeptViews : IDisposable
{
    private readonly string _views;
    private readonly string _planes;

    /// <param name="plan">What is kept.</param>
    /// <param name="scratch">The folder of the files.</param>
    public KeptViews(ViewPlan plan, string scratch)
    {
        Plan = plan;
        var name = Guid.NewGuid().ToString("N");        // reaches no result
        (_views, _planes) = (Path.Join(scratch, name + ".yuv"), Path.Join(scratch, name + ".y"));
    }

    /// <summary>What is kept.</summary>
    public ViewPlan Plan { get; }

    /// <summary>What the decoder is asked for.</summary>
    public KeptPictures Pictures => new(Plan.ViewFilter, _views, Plan.PlaneFilter, _planes, Plan.Frames);

    /// <summary>Whether everything that was planned is there, and nothing more.</summary>
    public bool IsWhole => LengthOf(_views) == Plan.ViewsBytes && LengthOf(_planes) == Plan.PlanesBytes;

    /// <summary>The views from a frame on, one behind the other: Y, U, V.</summary>
    public Stream OpenViews(int frame) => Open(_views, (long)frame * Plan.ViewBytes);

    /// <summary>The luma of a view.</summary>
    public byte[] Luma(int frame)
    {
        using var stream = OpenViews(frame);
        var luma = new byte[Plan.Width * Plan.Height];
        stream.ReadExactly(luma);
        return luma;
    }

    /// <summary>Whether there is a plane of a frame.</summary>
    public bool HasPlane(int frame) => frame % Plan.PlaneStep == 0;

    /// <summary>The plane of such a frame, and those behind it.</summary>
    public Stream OpenPlane(int frame) => Open(_planes, frame / Plan.PlaneStep * Plan.PlaneBytes);

    public void Dispose()
    {
        File.Delete(_views);
        File.Delete(_planes);
    }

    private static long LengthOf(string path) => File.Exists(path) ? new FileInfo(path).Length : 0;

    private static FileStream Open(string path, long position) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0) { Position = position };
}
