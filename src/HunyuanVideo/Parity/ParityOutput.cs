namespace HunyuanVideo.Parity;

/// <summary>One compared tensor.</summary>
/// <param name="Name">Its name in the case.</param>
/// <param name="Error">‖a−b‖₂ / ‖b‖₂; infinite when the tensor is absent, misshapen or not finite.</param>
/// <param name="Tolerance">Largest error that passes.</param>
public sealed record ParityOutput(string Name, double Error, double Tolerance)
{
    /// <summary>Whether the error is within the tolerance.</summary>
    public bool Passed => Error <= Tolerance;
}
