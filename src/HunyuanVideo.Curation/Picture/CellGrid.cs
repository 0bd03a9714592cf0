using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Picture;

/// <summary>
/// A picture cut into square cells. Statistics are gathered for each cell while the frames pass; those of the crop, which
/// is known only at the end, are the sum over the cells inside it. Pixels right of and below the last whole cell are left out.
/// </summary>
internal sealed class CellGrid
{
    public CellGrid(int width, int height, int cellSize)
    {
        (Width, Height) = (width, height);
        CellSize = Math.Min(cellSize, Math.Min(width, height));
        (Columns, Rows) = (width / CellSize, height / CellSize);
    }

    public int Width { get; }

    public int Height { get; }

    public int CellSize { get; }

    public int Columns { get; }

    public int Rows { get; }

    public int Count => Columns * Rows;

    /// <summary>
    /// Cells that lie wholly in <paramref name="crop"/>, a box in a picture of the size given; the one that shares most
    /// with it if there is none.
    /// </summary>
    public IReadOnlyList<int> Inside(PixelBox crop, int sourceWidth, int sourceHeight)
    {
        var (horizontal, vertical) = (Width / (double)sourceWidth, Height / (double)sourceHeight);
        var columns = Covered(crop.X0 * horizontal, crop.X1 * horizontal, Columns);
        var rows = Covered(crop.Y0 * vertical, crop.Y1 * vertical, Rows);
        var cells = new List<int>((columns.End - columns.Start) * (rows.End - rows.Start));
        for (var row = rows.Start; row < rows.End; row++)
        {
            for (var column = columns.Start; column < columns.End; column++)
            {
                cells.Add((row * Columns) + column);
            }
        }

        return cells;
    }

    private (int Start, int End) Covered(double low, double high, int count)
    {
        var start = Math.Clamp((int)Math.Ceiling(low / CellSize), 0, count);
        var end = Math.Clamp((int)Math.Floor(high / CellSize), 0, count);
        if (start < end)
        {
            return (start, end);
        }

        var middle = Math.Clamp((int)((low + high) / 2 / CellSize), 0, count - 1);
        return (middle, middle + 1);
    }
}
