using HunyuanVideo.Curation.Alike;
using HunyuanVideo.Curation.Frames;
using HunyuanVideo.Curation.Plugins;
using HunyuanVideo.Curation.Store;
using HunyuanVideo.Curation.Text;
using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Stages;

/// <summary>What each kind of plug-in measures in a run.</summary>
/// <param name="tools">The executables.</param>
/// <param name="options">Numbers of the stages beside which they stand.</param>
/// <param name="folder">The curation's folder.</param>
/// <param name="clock">Measures time.</param>
internal sealed class PluginMeters(FfmpegTools tools, StageOptions options, string folder, TimeProvider clock)
{
    private const int PicturesPerClip = 8;

    private readonly YoloxOptions _boxes = new();

    /// <summary>The meter of a model.</summary>
    public IPluginMeter Of(OnnxModel model) => model.Plugin.Kind switch
    {
        var kind when kind == PluginKind.TransNetV2 => new FilmMeter(new TransNetV2(model, new TransNetV2Options())),
        var kind when kind == PluginKind.Yolox => Boxes(new Yolox(model, _boxes)),
        var kind when kind == PluginKind.Dover => Dover(new Dover(model, new DoverOptions())),
        var kind when kind == PluginKind.Clarity => Clarity(new ClarityJudge(model)),
        var kind when kind == PluginKind.AudioTags => new SoundMeter(new AudioTagger(model), tools, options.Audio),
        var kind when kind == PluginKind.AvConsistency => new MatchMeter(new MatchJudge(model), model.Plugin.Picture.Frames, tools),
        var kind when kind == PluginKind.Camera => Camera(new CameraJudge(model), model.Plugin.Picture.Frames),
        var kind when kind == PluginKind.TextDetector => Text(new TextDetector(model, new DetectorOptions())),
        var kind when kind == PluginKind.TextRecogniser => Reading(new LineRecogniser(model, new RecogniserOptions())),
        var kind => Embedding(new Embedder(model), kind == PluginKind.VideoEmbedding),
    };

    private PictureMeter Boxes(Yolox yolox) => new(typeof(BoxRow), _boxes.Frames, isOfClips: false, isCropped: false, (clip, pictures) =>
    {
        var things = new SeenThings(_boxes);
        foreach (var picture in pictures)
        {
            var (across, down) = ((double)clip.Width / picture.Width, (double)clip.Height / picture.Height);
            things.Add([.. yolox.Find(picture).Select(box => box with { Box = box.Box.Scale(across, down) })]);
        }

        return things.Finish();
    });

    private DoverMeter Dover(Dover dover)
    {
        var native = new ClipDecoder(tools, options.Decode with { ViewSide = int.MaxValue }, clock);
        return new DoverMeter(dover, native, new CurationFolder(folder).Scratch);
    }

    private static PictureMeter Clarity(ClarityJudge judge) =>
        new(typeof(ClarityModelRow), PicturesPerClip, isOfClips: false, isCropped: true, (_, pictures) => new ClarityModelRow { Clear = (float)judge.Judge(pictures) });

    private static PictureMeter Camera(CameraJudge judge, int frames) =>
        new(typeof(CameraModelRow), frames, isOfClips: true, isCropped: false, (_, pictures) => judge.Judge(pictures));

    private TextMeter Text(TextDetector detector) => new(typeof(TextModelRow), detector, null, options.Text, row => new TextModelRow
    {
        CoverageMax = row.CoverageMax,
        CoverageMean = row.CoverageMean,
        AreaBoxes = row.AreaBoxes,
        Subtitle = row.Subtitle,
        Scroll = row.Scroll,
    });

    private TextMeter Reading(LineRecogniser recogniser) => new(
        typeof(ReadingRow), new StrokeTextDetector(), recogniser, options.Text, row => new ReadingRow { Languages = row.Languages, TextSample = row.TextSample });

    private static PictureMeter Embedding(Embedder embedder, bool isOfClips) =>
        new(typeof(EmbeddingRow), embedder.Frames, isOfClips, isCropped: false, (clip, pictures) => embedder.Embed(clip.ClipId, pictures));
}
