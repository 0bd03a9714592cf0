using HunyuanVideo.Curation.Frames;

namespace HunyuanVideo.Curation.Motion;

/// <summary>
/// Optical flow by block matching: 8×8 blocks every 4 pixels, searched on a pyramid by SAD, refined to sub-pixels, checked
/// backwards. No state between pictures. Source: spec curation §4 S10.
/// </summary>
public sealed class BlockMatcher : IOpticalFlow
{
    private readonly MotionOptions _options;
    private readonly BlockSearch _search;

    /// <param name="options">Search ranges and what a block must have to count.</param>
    public BlockMatcher(MotionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_options, _search) = (options, new BlockSearch(options));
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The planes differ in size, or a side is shorter than a block.</exception>
    public FlowField Between(LumaPlane first, LumaPlane second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if ((first.Width, first.Height) != (second.Width, second.Height) || Math.Min(first.Width, first.Height) < BlockSad.Side)
        {
            throw new ArgumentException($"planes of {first.Width}×{first.Height} and {second.Width}×{second.Height} cannot be matched.", nameof(second));
        }

        var before = LumaPyramid.Of(first, _options.Levels, _options.LeastLevelSide);
        var (after, shift, grid) = InSameLight(before, second);
        var forward = Refined(before[0], after[0], grid);
        var backward = Refined(after[0], before[0], _search.Run(after, before, (-shift.X, -shift.Y)));
        return Checked(first, forward, backward);
    }

    // Two guesses, the picture as it is and with the light's change taken out; the sum of differences tells which fits.
    private Match InSameLight(IReadOnlyList<LumaPlane> before, LumaPlane second)
    {
        var plain = NearOrFar(before, LumaPyramid.Of(second, _options.Levels, _options.LeastLevelSide));
        var aligned = ToneMatch.Align(before[0], second, _options);
        if (ReferenceEquals(aligned, second))
        {
            return plain;
        }

        var lit = NearOrFar(before, LumaPyramid.Of(aligned, _options.Levels, _options.LeastLevelSide));
        return lit.Grid.TotalCost < plain.Grid.TotalCost ? lit : plain;
    }

    private Match NearOrFar(IReadOnlyList<LumaPlane> before, IReadOnlyList<LumaPlane> after)
    {
        var near = new Match(after, (0, 0), _search.Run(before, after, (0, 0)));
        var (x, y) = WholeShift.Between(LumaPyramid.Half(before[^1]), LumaPyramid.Half(after[^1]));
        var shift = (X: 2 * x, Y: 2 * y);
        if (Math.Max(Math.Abs(shift.X), Math.Abs(shift.Y)) <= 1)
        {
            return near;
        }

        var far = new Match(after, shift, _search.Run(before, after, shift));
        return IsBetter(before[0], near.Grid, far.Grid) ? far : near;
    }

    private bool IsBetter(LumaPlane plane, BlockGrid near, BlockGrid far)
    {
        var (textured, improved) = (0, 0);
        for (var at = 0; at < near.Cost.Length; at++)
        {
            if (BlockTexture.At(plane, at % near.Columns * BlockGrid.Step, at / near.Columns * BlockGrid.Step).Largest >= _options.LeastTexture)
            {
                textured++;
                improved += near.Cost[at] - far.Cost[at] > _options.FarGain && far.Cost[at] < _options.FarCost * near.Cost[at] ? 1 : 0;
            }
        }

        return improved > _options.FarShare * textured;
    }

    private Motion[] Refined(LumaPlane from, LumaPlane to, BlockGrid grid)
    {
        var motions = new Motion[grid.Columns * grid.Rows];
        var (smoothFrom, smoothTo) = (SubPixel.Smooth(from), SubPixel.Smooth(to));
        for (var at = 0; at < motions.Length; at++)
        {
            var (x, y) = (at % grid.Columns * BlockGrid.Step, at / grid.Columns * BlockGrid.Step);
            var texture = BlockTexture.At(from, x, y);
            var (u, v) = texture.Largest < _options.LeastTexture
                ? (0, 0)
                : SubPixel.Refine(smoothFrom, smoothTo, x, y, grid.X[at], grid.Y[at], _options);
            motions[at] = new Motion(u, v, texture);
        }

        return motions;
    }

    private FlowField Checked(LumaPlane plane, Motion[] forward, Motion[] backward)
    {
        var grid = new BlockGrid(plane);
        var blocks = new FlowBlock[forward.Length];
        for (var at = 0; at < blocks.Length; at++)
        {
            var (column, row) = (at % grid.Columns, at / grid.Columns);
            var (u, v, texture) = forward[at];
            var (xx, xy, yy) = texture.Certainty(_options.LeastTexture);
            var block = new FlowBlock(
                (column * BlockGrid.Step) + (BlockSad.Side / 2f), (row * BlockGrid.Step) + (BlockSad.Side / 2f),
                (float)u, (float)v, (float)xx, (float)xy, (float)yy, IsTextured: false, IsUsable: false);
            if (texture.Largest >= _options.LeastTexture && Returns(block, grid, backward))
            {
                block = block with { IsTextured = texture.Least > _options.LeastTexture, IsUsable = true };
            }

            blocks[at] = block;
        }

        return new FlowField(plane.Width, plane.Height, grid.Columns, grid.Rows, blocks);
    }

    // Whether one of the blocks at the place it went to comes back.
    private bool Returns(FlowBlock block, BlockGrid grid, Motion[] backward)
    {
        var column = (int)Math.Floor((block.X + block.U - (BlockSad.Side / 2f)) / BlockGrid.Step);
        var row = (int)Math.Floor((block.Y + block.V - (BlockSad.Side / 2f)) / BlockGrid.Step);
        var limit = _options.MostRoundTrip * _options.MostRoundTrip;
        for (var corner = 0; corner < 4; corner++)
        {
            var (u, v, _) = backward[grid.At(column + (corner % 2), row + (corner / 2))];
            if (block.SquaredLength(block.U + u, block.V + v) <= limit)
            {
                return true;
            }
        }

        return false;
    }

    private sealed record Match(IReadOnlyList<LumaPlane> Pyramid, (int X, int Y) Shift, BlockGrid Grid);

    private readonly record struct Motion(double U, double V, BlockTexture Texture);
}
