namespace HunyuanVideo.Curation.Motion;

/// <summary>Motion between two pictures on a grid of blocks, row by row.</summary>
/// <param name="Width">Columns of the matched plane.</param>
/// <param name="Height">Rows of the matched plane.</param>
/// <param name="Columns">Blocks in a row.</param>
/// <param name="Rows">Rows of blocks.</param>
/// <param name="Blocks">Columns × Rows blocks.</param>
public sealed record FlowField(int Width, int Height, int Columns, int Rows, FlowBlock[] Blocks)
{
    /// <summary>Diagonal in pixels.</summary>
    public double Diagonal => Math.Sqrt(((double)Width * Width) + ((double)Height * Height));
}
