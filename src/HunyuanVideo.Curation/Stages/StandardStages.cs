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
    private const string TextFolder = "ocr";
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
        var (text, voice) = (Path.Join(options.ModelFolder, TextFolder), Path.Join(options.ModelFolder, VoiceFolder, VoiceFile));
        _text = options.ModelFolder is not null && TextModels.AreIn(text) ? TextModels.Open(text) : null;
        var hasVoice = options.ModelFolder is not null && File.Exists(voice);
        _voice = AudioAnalyser.VoiceDetector(hasVoice ? voice : null, options.Audio);
        _http = options.Http is { } http ? new HttpCaptionSource(http, new CaptionReplyCache(RepliesOf(folder)), clock) : null;
        _plugins = new PluginModels(options.Plugins, new PluginMeters(tools, options, folder, clock));
        All =
        [
            new ProbeStage(tools, options.Probe, clock),
            new ShotStage(tools, options.Shots, options.Probe),
            new ClipStage(tools, options.Clips),
            .. PictureStages(options),
            new AudioStage(tools, options.Audio, _voice, hasVoice ? HashOf(voice) : null, options.Motion, options.Camera),
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
