namespace HunyuanVideo.Vae;

/// <summary>Tiles along one axis, in pixels or frames.</summary>
/// <param name="Tile">Length of a tile; along time a tile holds one frame more.</param>
/// <param name="Stride">Distance between the beginnings of neighbours; they overlap by the rest.</param>
public readonly record struct TileAxis(int Tile, int Stride);
