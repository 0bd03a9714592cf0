namespace HunyuanVideo.Curation.Motion;

/// <summary>Shape of the flow of one pair beyond a similarity; displacements over the pair in % of the diagonal.</summary>
/// <param name="X">Displacement of the middle to the right, by a model that allows a turning camera.</param>
/// <param name="Y">Displacement of the middle downwards.</param>
/// <param name="KeystoneX">Second-order term of a camera that turns to the side: displacement of a point by KeystoneX·(x², xy), places in half diagonals.</param>
/// <param name="KeystoneY">The same for a camera that turns up or down: KeystoneY·(xy, y²).</param>
/// <param name="Spread">Spread along the main direction of what that model leaves: parallax.</param>
/// <param name="DepthSpread">The same where it lies all over the picture; 0 where it lies in one place, so is a thing that moves.</param>
/// <param name="CentreX">Median horizontal displacement of the middle third; null where nothing is known.</param>
/// <param name="RimX">The same of the left and the right edge; 0 if they go different ways, null where nothing is known.</param>
public readonly record struct CameraField(double X, double Y, double KeystoneX, double KeystoneY, double Spread, double DepthSpread, double? CentreX, double? RimX);
