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

    /// <summary>
    /// The field without the blocks that a global motion carries out of the picture: what they were matched with is
    /// something else.
    /// </summary>
    /// <param name="global">The global motion of the pair.</param>
    public FlowField Staying(SimilarityMotion global)
    {
        var percent = 100 / Diagonal;
        return this with { Blocks = Array.ConvertAll(Blocks, block => Stays(block, global, percent) ? block : block with { IsTextured = false, IsUsable = false }) };
    }

    private bool Stays(FlowBlock block, SimilarityMotion global, double percent)
    {
        const double Half = BlockSad.Side / 2.0;
        const double Slack = 0.5;
        var (u, v) = global.At((block.X - (Width / 2.0)) * percent, (block.Y - (Height / 2.0)) * percent);
        var (x, y) = (block.X + (u / percent), block.Y + (v / percent));
        return x >= Half - Slack && y >= Half - Slack && x <= Width - Half + Slack && y <= Height - Half + Slack;
    }
}
