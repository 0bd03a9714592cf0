namespace HunyuanVideo.Diffusion;

/// <summary>A computation left the finite numbers; the message names the step and, where known, block and tensor.</summary>
public sealed class NonFiniteException(string message) : ArithmeticException(message);
