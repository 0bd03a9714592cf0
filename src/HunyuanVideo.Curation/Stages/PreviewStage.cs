using HunyuanVideo.Curation.Frames;
using HunyuanVideo.Curation.Ingest;
using HunyuanVideo.Curation.Report;
using HunyuanVideo.Curation.Running;
using HunyuanVideo.Curation.Store;
using HunyuanVideo.Curation.Text;
using HunyuanVideo.Media;
using SkiaSharp;

namespace HunyuanVideo.Curation.Stages;

/// <summary>Eight frames of each clip side by side, for people; a shorter one shows some again. Writes a picture and no row. Source: spec curation §3.</summary>
/// <param name="folder">Where the pictures go.</param>
public sealed class PreviewStage(string folder) : IClipStage
{
    /// <summary>Name of the stage.</summary>
    public const string Stage = "previews";

    private const int Count = 8;
    private const int Rows = 160;
    private const int Quality = 80;

    private readonly AtomicFiles _files = new(new LocalFileLayer());

    /// <inheritdoc/>
    public StageDeclaration Declaration { get; } = new()
    {
        Name = Stage,
        Version = 2,
        Unit = UnitKind.Clip,
        Reads = [SourceProbe.Stage],
        CostSeconds = 0.05,
    };

    /// <inheritdoc/>
    public bool HasFile(string clipId) => PreviewPictures.PathOf(folder, clipId) is not { } path || File.Exists(path);

    /// <inheritdoc/>
    public ClipFinish Begin(ClipUnit clip, ClipPass pass)
    {
        var frames = pass.Share(() => new PreviewFrames(clip.Clip));
        return (_, _) =>
        {
            if (frames.Pictures.Count > 0)
            {
                Write(clip.Clip.ClipId, frames.Pictures);
            }

            return Task.FromResult(new StageResult([]));
        };
    }

    private void Write(string clipId, List<RgbPicture> pictures)
    {
        var width = Math.Max(1, (int)Math.Round((double)pictures[0].Width * Rows / pictures[0].Height));
        using var strip = new SKBitmap(new SKImageInfo(width * Count, Rows));
        using (var canvas = new SKCanvas(strip))
        {
            for (var i = 0; i < Count; i++)
            {
                var picture = pictures[i * pictures.Count / Count];
                using var full = SkiaPixels.ToBitmap(picture.Pixels, picture.Width, picture.Height);
                using var small = full.Resize(full.Info.WithSize(width, Rows), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
                canvas.DrawBitmap(small, i * width, 0);
            }
        }

        using var data = strip.Encode(SKEncodedImageFormat.Jpeg, Quality)
            ?? throw new InvalidOperationException($"the preview of clip {clipId} could not be encoded as JPEG.");
        _files.Write(
            PreviewPictures.PathOf(folder, clipId) ?? throw new InvalidOperationException($"'{clipId}' is no identity of a clip."), data.ToArray());
    }

    private sealed class PreviewFrames(AnalysedClip clip) : IClipAnalyser
    {
        private readonly HashSet<int> _wanted = [.. EvenSamples.Of(clip.First, clip.Frames, Count)];
        private readonly List<RgbPicture> _pictures = [];

        public List<RgbPicture> Pictures => _pictures;

        public void Add(ViewFrame frame)
        {
            if (_wanted.Contains(frame.Index))
            {
                _pictures.Add(ViewColours.ToRgb(frame));
            }
        }
    }
}
