using HunyuanVideo.Curation.Alike;
using HunyuanVideo.Curation.Audio;
using HunyuanVideo.Curation.Captions;
using HunyuanVideo.Curation.Frames;
using HunyuanVideo.Curation.Ingest;
using HunyuanVideo.Curation.Motion;
using HunyuanVideo.Curation.Picture;
using HunyuanVideo.Curation.Plugins;
using HunyuanVideo.Curation.Shots;
using HunyuanVideo.Curation.Text;

namespace HunyuanVideo.Curation.Stages;

/// <summary>Every number of the standard stages.</summary>
public sealed record StageOptions
{
    /// <summary>S1.</summary>
    public ProbeOptions Probe { get; init; } = new();

    /// <summary>S2.</summary>
    public ShotOptions Shots { get; init; } = new();

    /// <summary>S3.</summary>
    public ClipPlanOptions Clips { get; init; } = new();

    /// <summary>What the clip decoder delivers.</summary>
    public ClipDecodeOptions Decode { get; init; } = new();

    /// <summary>S4.</summary>
    public BorderOptions Borders { get; init; } = new();

    /// <summary>S5.</summary>
    public OverlayOptions Overlays { get; init; } = new();

    /// <summary>S6.</summary>
    public TextOptions Text { get; init; } = new();

    /// <summary>S7.</summary>
    public CropOptions Crop { get; init; } = new();

    /// <summary>S8.</summary>
    public TechnicalOptions Technical { get; init; } = new();

    /// <summary>S9.</summary>
    public ClarityOptions Clarity { get; init; } = new();

    /// <summary>S10.</summary>
    public MotionOptions Motion { get; init; } = new();

    /// <summary>S11.</summary>
    public RecheckOptions Recheck { get; init; } = new();

    /// <summary>S12.</summary>
    public LookOptions Look { get; init; } = new();

    /// <summary>S13.</summary>
    public DuplicateOptions Duplicates { get; init; } = new();

    /// <summary>S14.</summary>
    public ConceptOptions Concepts { get; init; } = new();

    /// <summary>S15.</summary>
    public CameraOptions Camera { get; init; } = new();

    /// <summary>S16 without a model.</summary>
    public FactsOptions Facts { get; init; } = new();

    /// <summary>S16 by a service, or null.</summary>
    public HttpCaptionOptions? Http { get; init; }

    /// <summary>Whether captions that lie beside the films are read.</summary>
    public bool ReadsSidecars { get; init; }

    /// <summary>S17.</summary>
    public AudioOptions Audio { get; init; } = new();

    /// <summary>Folder of the models of this product (<c>ocr</c>, <c>vad</c>), or null to run without.</summary>
    public string? ModelFolder { get; init; }

    /// <summary>Models of the user; see <see cref="PluginStage.RequireUsable"/>.</summary>
    public IReadOnlyList<Plugin> Plugins { get; init; } = [];

    /// <summary>Folder of the pictures that the report shows, or null for none.</summary>
    public string? PreviewFolder { get; init; }
}
