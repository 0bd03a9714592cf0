namespace HunyuanVideo.Curation.Motion;

/// <summary>What moves by itself between two pictures.</summary>
/// <param name="Length">Mean displacement beside the global motion, in % of the diagonal, each thing by its blocks; 0 if nothing moves.</param>
/// <param name="Coverage">Share of all blocks that move by themselves.</param>
internal readonly record struct ObjectMotion(double Length, double Coverage);
