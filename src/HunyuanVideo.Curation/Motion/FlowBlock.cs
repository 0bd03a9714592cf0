namespace HunyuanVideo.Curation.Motion;

/// <summary>Motion of one block between two pictures, in pixels of the matched plane.</summary>
/// <param name="X">Centre, from the left.</param>
/// <param name="Y">Centre, from the top.</param>
/// <param name="U">Displacement to the right.</param>
/// <param name="V">Displacement downwards.</param>
/// <param name="Xx">Certainty matrix, 0…1 along each direction.</param>
/// <param name="Xy">Certainty matrix, off the diagonal.</param>
/// <param name="Yy">Certainty matrix, second on the diagonal.</param>
/// <param name="IsTextured">Both directions are known: texture in two directions and a round trip that closes.</param>
/// <param name="IsUsable">At least one direction is known.</param>
public readonly record struct FlowBlock(float X, float Y, float U, float V, float Xx, float Xy, float Yy, bool IsTextured, bool IsUsable)
{
    /// <summary>Length of a displacement as far as this block can see it, squared.</summary>
    public double SquaredLength(double u, double v) => (Xx * u * u) + (2 * Xy * u * v) + (Yy * v * v);
}
