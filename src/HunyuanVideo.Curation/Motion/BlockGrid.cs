using HunyuanVideo.Curation.Frames;

namespace HunyuanVideo.Curation.Motion;

/// <summary>Whole-pixel displacements of the blocks of one level of the pyramid.</summary>
internal sealed class BlockGrid
{
    /// <summary>Distance of neighbouring blocks.</summary>
    public const int Step = 4;

    public BlockGrid(LumaPlane plane)
    {
        Columns = Math.Max(0, (plane.Width - BlockSad.Side) / Step) + 1;
        Rows = Math.Max(0, (plane.Height - BlockSad.Side) / Step) + 1;
        (X, Y, Cost) = (new int[Columns * Rows], new int[Columns * Rows], new int[Columns * Rows]);
    }

    /// <summary>Blocks in a row.</summary>
    public int Columns { get; }

    /// <summary>Rows of blocks.</summary>
    public int Rows { get; }

    /// <summary>Displacement to the right of each block.</summary>
    public int[] X { get; }

    /// <summary>Displacement downwards.</summary>
    public int[] Y { get; }

    /// <summary>SAD plus the cost of the displacement.</summary>
    public int[] Cost { get; }

    /// <summary>Sum over the blocks.</summary>
    public long TotalCost => Cost.Sum(cost => (long)cost);

    /// <summary>Index of a block, pulled to the grid's edge if outside.</summary>
    public int At(int column, int row) => (Math.Clamp(row, 0, Rows - 1) * Columns) + Math.Clamp(column, 0, Columns - 1);
}
