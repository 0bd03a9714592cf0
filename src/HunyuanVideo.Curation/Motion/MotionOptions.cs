namespace HunyuanVideo.Curation.Motion;

/// <summary>Numbers of the motion stage. Source: spec curation §4 S10; those without a value there are ours.</summary>
public sealed record MotionOptions
{
    /// <summary>Longer side of the luma that is matched, in pixels; smaller pictures are not enlarged.</summary>
    public int LongSide { get; init; } = 160;

    /// <summary>Frame pairs per second of time.</summary>
    public double PairsPerSecond { get; init; } = 8;

    /// <summary>Levels of the pyramid, the full size among them.</summary>
    public int Levels { get; init; } = 3;

    /// <summary>A level is left out if its shorter side has fewer pixels.</summary>
    public int LeastLevelSide { get; init; } = 16;

    /// <summary>Pixels to each side of the full search on the coarsest level.</summary>
    public int TopSearch { get; init; } = 3;

    /// <summary>Pixels to each side of the search on the levels between: finds what is too small for the coarsest.</summary>
    public int MiddleSearch { get; init; } = 3;

    /// <summary>Cost of one pixel of displacement from rest or from the picture's, in units of SAD: decides between equals.</summary>
    public int ShiftCost { get; init; } = 4;

    /// <summary>
    /// A shift of the whole picture beyond the blocks' own reach is believed if it improves at least this share of the
    /// textured blocks: patterns repeat, and a fast pan is rare.
    /// </summary>
    public double FarShare { get; init; } = 0.25;

    /// <summary>Improvement that counts, in SAD of a block …</summary>
    public int FarGain { get; init; } = 96;

    /// <summary>… and share of the former SAD that is left at most.</summary>
    public double FarCost { get; init; } = 0.6;

    /// <summary>Steps of the gradient refinement to sub-pixels.</summary>
    public int SubPixelSteps { get; init; } = 3;

    /// <summary>Added to the structure tensor where it is inverted, so that an edge moves along its normal alone.</summary>
    public double TensorRidge { get; init; } = 2;

    /// <summary>A block counts in the directions in which its structure tensor's eigenvalue is above this (luma² per pixel²).</summary>
    public double LeastTexture { get; init; } = 20;

    /// <summary>Most disagreement of forward and backward match, in pixels.</summary>
    public double MostRoundTrip { get; init; } = 0.7;

    /// <summary>RANSAC trials for the global model.</summary>
    public int Trials { get; init; } = 64;

    /// <summary>Blocks of one trial: three, because a block on an edge tells one number instead of two.</summary>
    public int BlocksPerTrial { get; init; } = 3;

    /// <summary>Residual in pixels at which a block stops to count for the global model.</summary>
    public double InlierPixels { get; init; } = 0.7;

    /// <summary>Rest is guessed if its cost times this is the least: what explains as much without a camera is preferred.</summary>
    public double RestCost { get; init; } = 0.85;

    /// <summary>Rounds of iteratively reweighted least squares.</summary>
    public int ReweightRounds { get; init; } = 12;

    /// <summary>Pull of zoom and roll to zero, in blocks of evidence.</summary>
    public double ModelRidge { get; init; } = 0.02;

    /// <summary>Least blocks that agree for a global model.</summary>
    public int LeastInliers { get; init; } = 6;

    /// <summary>
    /// Least spread of the blocks that agree, as a standard deviation in shares of the width or the height, whichever is
    /// larger (0.29 for the whole picture): what covers less is a thing before a flat background, not the camera.
    /// </summary>
    public double LeastSpread { get; init; } = 0.22;

    /// <summary>Residual from which a block moves by itself, in pixels.</summary>
    public double OwnMotionPixels { get; init; } = 0.5;

    /// <summary>The same as a share of the global flow at the block: a similarity only approximates a camera.</summary>
    public double OwnMotionShare { get; init; } = 0.12;

    /// <summary>Least blocks of one moving thing.</summary>
    public int LeastObjectBlocks { get; init; } = 5;

    /// <summary>Difference in pixels up to which neighbouring blocks belong to one thing …</summary>
    public double JoinPixels { get; init; } = 1;

    /// <summary>… plus this share of their motion.</summary>
    public double JoinShare { get; init; } = 0.25;

    /// <summary>Mean |ΔY| below which a pair is frozen.</summary>
    public double FrozenDifference { get; init; } = 0.35;

    /// <summary>A frame repeats the one before if its mean |ΔY| is below this …</summary>
    public double RepeatDifference { get; init; } = 0.06;

    /// <summary>… or below this share of the second largest of the last <see cref="RepeatMemory"/> differences.</summary>
    public double RepeatShare { get; init; } = 0.12;

    /// <summary>Differences that are remembered for <see cref="RepeatShare"/>.</summary>
    public int RepeatMemory { get; init; } = 10;

    /// <summary>Longest run of repeats that is taken for frame doubling or telecine (period 5); a longer one is a still picture.</summary>
    public int MostRepeats { get; init; } = 4;

    /// <summary>A loop ends nearer to its beginning than this many median pair differences …</summary>
    public double LoopReturn { get; init; } = 1.5;

    /// <summary>… and than this share of its median distance from the beginning.</summary>
    public double LoopShare { get; init; } = 0.5;

    /// <summary>Least pairs of a loop.</summary>
    public int LoopLeastPairs { get; init; } = 8;

    /// <summary>Change of the mean luma from which a change of light between two frames is looked for.</summary>
    public double LightChange { get; init; } = 1;

    /// <summary>Largest gain that is compensated, and the inverse of the least.</summary>
    public double MostGain { get; init; } = 2.5;
}
