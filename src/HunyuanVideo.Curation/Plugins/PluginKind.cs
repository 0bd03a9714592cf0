namespace HunyuanVideo.Curation.Plugins;

/// <summary>One of the things a plug-in can do: how its model is called and what it is given. Source: spec curation §4.</summary>
/// <param name="Name">As in <c>plugin.json</c>.</param>
/// <param name="Inputs">Names of its inputs.</param>
/// <param name="Outputs">Names of its outputs.</param>
/// <param name="Picture">How the usual model of the kind takes pictures.</param>
/// <param name="NeedsLabels">Whether a side-car with labels must be there.</param>
/// <param name="NeedsAnswers">Whether the manifest must say if its answers are logits or probabilities.</param>
public sealed record PluginKind(string Name, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs, PictureFormat Picture, bool NeedsLabels = false, bool NeedsAnswers = false)
{
    private static readonly double[] ImageNetMean = [0.485, 0.456, 0.406];
    private static readonly double[] ImageNetStd = [0.229, 0.224, 0.225];
    private static readonly double[] ClipMean = [0.48145466, 0.4578275, 0.40821073];
    private static readonly double[] ClipStd = [0.26862954, 0.26130258, 0.27577711];

    /// <summary>Shot boundaries: windows of 100 frames of 48×27, colours last.</summary>
    public static PluginKind TransNetV2 { get; } = new(
        "transnetv2", ["frames"], ["single", "many"],
        new() { Width = 48, Height = 27, Frames = 100, Layout = PictureLayout.Nthwc, Scale = 1 }, NeedsAnswers: true);

    /// <summary>Logos, watermarks, borders: boxes by class.</summary>
    public static PluginKind Yolox { get; } = new(
        "yolox", ["picture"], ["boxes"],
        new() { Width = 640, Height = 640, Bgr = true, Scale = 1, Fit = PictureFit.Pad, Padding = 114 }, NeedsLabels: true);

    /// <summary>Quality of a film, from a whole and a cut-up view.</summary>
    public static PluginKind Dover { get; } = new(
        "dover", ["aesthetic", "technical"], ["aesthetic", "technical"],
        new() { Width = 224, Height = 224, Frames = 32, Layout = PictureLayout.Ncthw, Scale = 1, Mean = [123.675, 116.28, 103.53], Std = [58.395, 57.12, 57.375] });

    /// <summary>Probability that a picture is clear.</summary>
    public static PluginKind Clarity { get; } = new(
        "clarity", ["picture"], ["clear"], new() { Width = 384, Height = 384, Mean = ImageNetMean, Std = ImageNetStd });

    /// <summary>A vector per picture.</summary>
    public static PluginKind ImageEmbedding { get; } = new(
        "image-embedding", ["picture"], ["embedding"],
        new() { Width = 224, Height = 224, Mean = ClipMean, Std = ClipStd, Fit = PictureFit.Crop, Kernel = PictureKernel.Bicubic });

    /// <summary>A vector per clip.</summary>
    public static PluginKind VideoEmbedding { get; } = new(
        "video-embedding", ["frames"], ["embedding"],
        new() { Width = 224, Height = 224, Frames = 8, Layout = PictureLayout.Ntchw, Mean = ClipMean, Std = ClipStd, Fit = PictureFit.Crop, Kernel = PictureKernel.Bicubic });

    /// <summary>The camera's move, 14 classes.</summary>
    public static PluginKind Camera { get; } = new(
        "camera", ["frames"], ["scores"],
        new() { Width = 224, Height = 224, Frames = 16, Layout = PictureLayout.Ntchw, Mean = ImageNetMean, Std = ImageNetStd }, NeedsAnswers: true);

    /// <summary>Scores of sounds by AudioSet name.</summary>
    public static PluginKind AudioTags { get; } = new("audio-tags", ["sound"], ["scores"], new(), NeedsLabels: true, NeedsAnswers: true);

    /// <summary>How well sound and picture go together.</summary>
    public static PluginKind AvConsistency { get; } = new("av-consistency", ["frames", "sound"], ["picture", "sound"], VideoEmbedding.Picture);

    /// <summary>A map of where text is.</summary>
    public static PluginKind TextDetector { get; } = new(
        "text-detector", ["picture"], ["map"], new() { Mean = ImageNetMean, Std = ImageNetStd });

    /// <summary>Characters of a line of text.</summary>
    public static PluginKind TextRecogniser { get; } = new(
        "text-recogniser", ["lines"], ["characters"], new() { Height = 48, Mean = [0.5, 0.5, 0.5], Std = [0.5, 0.5, 0.5] }, NeedsLabels: true, NeedsAnswers: true);

    /// <summary>Whether its models give vectors, each a space of its own; of other kinds a run takes one plug-in.</summary>
    public bool IsEmbedding => this == ImageEmbedding || this == VideoEmbedding;

    /// <summary>All kinds.</summary>
    public static IReadOnlyList<PluginKind> All { get; } =
        [TransNetV2, Yolox, Dover, Clarity, ImageEmbedding, VideoEmbedding, Camera, AudioTags, AvConsistency, TextDetector, TextRecogniser];
}
