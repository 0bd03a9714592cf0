namespace HunyuanVideo.Synthetic;

/// <summary>Where and how a thing stands in one frame.</summary>
/// <param name="X">Centre, pixels from the left edge.</param>
/// <param name="Y">Centre, pixels from the upper edge.</param>
/// <param name="Radius">Pixels.</param>
/// <param name="Angle">Radians, clockwise.</param>
/// <param name="Visibility">Opacity, 0 … 1.</param>
public readonly record struct Pose(float X, float Y, float Radius, float Angle, float Visibility);
