namespace HunyuanVideo.Curation.Bench;

/// <summary>A camera: place, where it looks (radians, to the right and up), and focal length as a multiple of the usual.</summary>
internal readonly record struct CameraPose(double X, double Y, double Z, double Yaw, double Pitch, double Focal);
