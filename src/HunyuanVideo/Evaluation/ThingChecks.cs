namespace HunyuanVideo.Evaluation;

/// <summary>Which attributes of one of two things are right.</summary>
/// <param name="Colour">Its colour.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Motion">What it does.</param>
public sealed record ThingChecks(bool Colour, bool Shape, bool Motion);
