namespace HunyuanVideo.Curation.Bench;

/// <summary>
/// A wall and, nearer, pieces cut out of a second sheet, seen by a pinhole camera: turning it is a homography, moving it
/// shows parallax.
/// </summary>
internal sealed class LayeredScene
{
    private const double Focal = 1;     // in picture widths; poses scale it

    private readonly Texture _wall;
    private readonly Texture _sheet;
    private readonly Texture _cut;
    private readonly double _wallDepth;
    private readonly double _sheetDepth;
    private readonly Func<double, double, float, bool> _isSheet;

    /// <param name="seed">Decides the textures.</param>
    /// <param name="wallDepth">Distance of the wall.</param>
    /// <param name="sheetDepth">Distance of the sheet.</param>
    /// <param name="isSheet">Whether the sheet is there at a place (x, y in units of depth 1) with a random value of about −1…1.</param>
    public LayeredScene(ulong seed, double wallDepth, double sheetDepth, Func<double, double, float, bool> isSheet)
    {
        (_wall, _sheet, _cut) = (new Texture(seed), new Texture(seed + 1), new Texture(seed + 2));
        (_wallDepth, _sheetDepth, _isSheet) = (wallDepth, sheetDepth, isSheet);
    }

    /// <summary>The picture the camera sees.</summary>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="pose">The camera.</param>
    public Func<int, int, float> Picture(int width, int height, CameraPose pose)
    {
        var (sineYaw, cosineYaw) = Math.SinCos(pose.Yaw);
        var (sinePitch, cosinePitch) = Math.SinCos(pose.Pitch);
        var focal = Focal * pose.Focal;
        return (column, row) =>
        {
            var (x, y) = ((column - (width / 2.0)) / width / focal, (row - (height / 2.0)) / width / focal);
            var (rayY, deep) = ((y * cosinePitch) - sinePitch, (y * sinePitch) + cosinePitch);      // pitch > 0 looks up
            var (rayX, rayZ) = ((x * cosineYaw) + (deep * sineYaw), (deep * cosineYaw) - (x * sineYaw));  // yaw > 0 looks right
            return Seen(pose, rayX / rayZ, rayY / rayZ, width);
        };
    }

    private float Seen(CameraPose pose, double rayX, double rayY, double width)
    {
        var depth = _sheetDepth - pose.Z;
        var (x, y) = (pose.X + (rayX * depth), pose.Y + (rayY * depth));
        if (_isSheet(x, y, (_cut.At(x * 160, y * 160) - 125) / 60))
        {
            return _sheet.At(x * width / _sheetDepth / 2, y * width / _sheetDepth / 2);
        }

        depth = _wallDepth - pose.Z;
        (x, y) = (pose.X + (rayX * depth), pose.Y + (rayY * depth));
        return _wall.At(x * width / _wallDepth / 2, y * width / _wallDepth / 2);
    }
}
