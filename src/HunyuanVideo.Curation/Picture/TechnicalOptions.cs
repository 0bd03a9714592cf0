namespace HunyuanVideo.Curation.Picture;

/// <summary>How technical quality is measured and judged. Lumas are levels 0…255. Source: spec curation §4 S8.</summary>
public sealed record TechnicalOptions
{
    /// <summary>Frames of the view whose histograms and colours are counted, evenly spaced.</summary>
    public int HistogramFrames { get; init; } = 32;

    /// <summary>Below this a pixel is dark.</summary>
    public int DarkBelow { get; init; } = 20;

    /// <summary>Above this a pixel is bright.</summary>
    public int BrightAbove { get; init; } = 235;

    /// <summary>Levels from black to white.</summary>
    public double LumaRange { get; init; } = 219;

    /// <summary>The share of pixels left out at each end by contrast.</summary>
    public double ContrastTail { get; init; } = 0.05;

    /// <summary>Frames of the running median that flicker is measured against; odd.</summary>
    public int FlickerWindow { get; init; } = 9;

    /// <summary>Share of the blocks, the flattest, that tell the noise.</summary>
    public double FlatShare { get; init; } = 0.5;

    /// <summary>Blocks of a mean outside this have their noise cut off and tell nothing, unless all are.</summary>
    public (double Low, double High) NoiseMeans { get; init; } = (22, 230);

    /// <summary>Steps between pixels are counted up to this by blockiness: edges of things say nothing about blocks.</summary>
    public byte StepCap { get; init; } = 12;

    /// <summary>Levels added to both mean steps, so that a flat picture has no blocks.</summary>
    public double StepFloor { get; init; } = 0.1;

    /// <summary>A banded block has no step between neighbours above this.</summary>
    public byte BandStep { get; init; } = 2;

    /// <summary>Least share of pairs of neighbours that are equal in a banded block.</summary>
    public double BandFlat { get; init; } = 0.8;

    /// <summary>Least share of the steps of a banded block that go the same way.</summary>
    public double BandOneWay { get; init; } = 0.95;

    /// <summary>Share of the cells, those with the strongest combs, that tell interlacing: combs stand only where things move.</summary>
    public double CombShare { get; init; } = 0.1;

    /// <summary>Levels added to both comb energies, so that noise of rounding is no comb.</summary>
    public double CombFloor { get; init; } = 0.5;

    /// <summary>Window of a good mean luma.</summary>
    public (double Low, double High) Exposure { get; init; } = (45, 200);

    /// <summary>Least good contrast.</summary>
    public double Contrast { get; init; } = 0.25;

    /// <summary>Greatest good noise, in levels.</summary>
    public double Noise { get; init; } = 6;

    /// <summary>Greatest good blockiness.</summary>
    public double Blockiness { get; init; } = 1.35;

    /// <summary>Greatest good share of banded blocks.</summary>
    public double Banding { get; init; } = 0.35;

    /// <summary>Greatest good flicker.</summary>
    public double Flicker { get; init; } = 0.12;

    /// <summary>Width of each soft threshold, as a share of the threshold.</summary>
    public double Softness { get; init; } = 1 / 6.0;
}
