using System.Security.Cryptography;
using HunyuanVideo.Curation.Audio;
using HunyuanVideo.Curation.Captions;
using HunyuanVideo.Curation.Running;
using HunyuanVideo.Curation.Text;
using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Stages;

/// <summary>The stages of a run in their order, with the models they share. Dispose it after the run. Source: spec curation §4.</summary>
public sealed class StandardStages : IDisposable
{
    /// <summary>Name of the folder of the text models.</summary>
    public const string TextFolder = "ocr";

    private const string VoiceFolder = "vad";
    private const string VoiceFile = "silero_vad.onnx";

    private readonly TextModels? _text;
    private readonly IVoiceDetector _voice;
    private readonly HttpCaptionSource? _http;
    private readonly PluginModels _plugins;

    /// <summary>Opens the models and makes the stages.</summary>
    /// <param name="tools">The executables.</param>
    /// <param name="options">Every number.</param>
    /// <param name="folder">The curation's folder: replies of a caption service are kept there.</param>
    /// <param name="clock">Measures time.</param>
    /// <exception cref="InputException">A model cannot be read, or the caption service's options are of no use.</exception>
    public StandardStages(FfmpegTools tools, StageOptions options, string folder, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(options);
        var (text, voice) = (TextFolderIn(options.ModelFolder), VoiceFileIn(options.ModelFolder));
        _text = text is null ? null : TextModels.Open(text);
        _voice = AudioAnalyser.VoiceDetector(voice, options.Audio);
        _http = options.Http is { } http ? new HttpCaptionSource(http, new CaptionReplyCache(RepliesOf(folder)), clock) : null;
        _plugins = new PluginModels(options.Plugins, new PluginMeters(tools, options, folder, clock));
        All =
        [
            new ProbeStage(tools, options.Probe, clock),
            new ShotStage(tools, options.Shots, options.Probe, options.Decode),
            new ClipStage(tools, options.Clips, options.Decode),
            .. PictureStages(options),
            new AudioStage(tools, options.Audio, _voice, voice is null ? null : HashOf(voice), options.Motion, options.Camera),
            .. CaptionStages(options),
            .. _plugins.Stages,
            .. options.PreviewFolder is { } previews ? [new PreviewStage(previews)] : Array.Empty<IStage>(),
            new ConceptStage(options.Concepts),
            .. options.Plugins.Where(plugin => plugin.Kind.IsEmbedding).Select(plugin => new ConceptStage(options.Concepts, plugin.Manifest.Name, PluginStage.NameOf(plugin))),
            new DuplicateStage(options.Duplicates, options.Look.SignaturesPerSecond),
        ];
    }

    /// <summary>The stages: of sources, of clips, over everything.</summary>
    public IReadOnlyList<IStage> All { get; }

    /// <summary>The folder of the text models among those of this product, or null without them.</summary>
    public static string? TextFolderIn(string? models) => models is not null && TextModels.AreIn(Path.Join(models, TextFolder)) ? Path.Join(models, TextFolder) : null;

    /// <summary>The voice detector's model among those of this product, or null without it.</summary>
    public static string? VoiceFileIn(string? models) => models is not null && File.Exists(Path.Join(models, VoiceFolder, VoiceFile)) ? Path.Join(models, VoiceFolder, VoiceFile) : null;

    /// <summary>Where replies of a caption service are kept.</summary>
    /// <param name="folder">The curation's folder.</param>
    public static string RepliesOf(string folder) => Path.Join(folder, "replies");

    /// <inheritdoc/>
    public void Dispose()
    {
        _text?.Dispose();
        (_voice as IDisposable)?.Dispose();
        _http?.Dispose();
        _plugins.Dispose();
    }

    private IEnumerable<IStage> PictureStages(StageOptions options) =>
    [
        new BorderStage(options.Borders),
        new MotionStage(options.Motion, options.Camera),
        new OverlayStage(options.Overlays, options.Motion, options.Camera),
        new TextStage(options.Text, _text),
        new CropStage(options.Crop),
        new TechnicalStage(options.Technical),
        new ClarityStage(options.Clarity, options.Decode, options.Motion, options.Camera),
        new RecheckStage(options.Recheck),
        new EmbeddingStage(options.Look, options.Motion, options.Camera),
        new CameraStage(options.Camera, options.Motion),
    ];

    private IEnumerable<IStage> CaptionStages(StageOptions options)
    {
        yield return new CaptionStage(new FactsCaptionSource(options.Facts), options.Facts);
        if (options.ReadsSidecars)
        {
            yield return new CaptionStage(new SidecarCaptionSource(), null);
        }

        if (_http is not null)
        {
            yield return new CaptionStage(_http, new { options.Http!.Model, options.Http.Prompt, options.Http.Language });
        }
    }

    private static string HashOf(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
