using HunyuanVideo.Curation.Frames;

namespace HunyuanVideo.Curation.Motion;

/// <summary>Finds the whole-pixel displacement of every block of a picture, from the coarsest level of its pyramid to the finest.</summary>
internal sealed class BlockSearch(MotionOptions options)
{
    private const int Descents = 3;     // ±1 steps after the candidates: parents are right to ±2

    /// <summary>Displacements on the finest level.</summary>
    /// <param name="from">Pyramid of the picture whose blocks are searched.</param>
    /// <param name="to">Pyramid of the picture they are searched in.</param>
    /// <param name="shift">Displacement of the whole picture on the coarsest level, a second place to begin.</param>
    public BlockGrid Run(IReadOnlyList<LumaPlane> from, IReadOnlyList<LumaPlane> to, (int X, int Y) shift)
    {
        var top = from.Count - 1;
        var grid = Top(from[top], to[top], shift);
        for (var level = top - 1; level >= 0; level--)
        {
            shift = (shift.X * 2, shift.Y * 2);
            grid = Below(from[level], to[level], grid, shift, level > 0);
        }

        return grid;
    }

    // Full search, around rest and around the whole picture's shift.
    private BlockGrid Top(LumaPlane from, LumaPlane to, (int X, int Y) shift)
    {
        var grid = new BlockGrid(from);
        for (var row = 0; row < grid.Rows; row++)
        {
            for (var column = 0; column < grid.Columns; column++)
            {
                var block = new Candidate(from, to, column * BlockGrid.Step, row * BlockGrid.Step, options.ShiftCost, shift);
                block.Around(0, 0, options.TopSearch);
                block.Around(shift.X, shift.Y, options.TopSearch);
                block.WriteTo(grid, grid.At(column, row));
            }
        }

        return grid;
    }

    private BlockGrid Below(LumaPlane from, LumaPlane to, BlockGrid parents, (int X, int Y) shift, bool searchesWide)
    {
        var grid = new BlockGrid(from);
        for (var row = 0; row < grid.Rows; row++)
        {
            for (var column = 0; column < grid.Columns; column++)
            {
                var block = new Candidate(from, to, column * BlockGrid.Step, row * BlockGrid.Step, options.ShiftCost, shift);
                block.Try(0, 0);
                block.Try(shift.X, shift.Y);
                TryParents(ref block, parents, (column - 1) >> 1, (row - 1) >> 1);
                if (searchesWide)
                {
                    block.Around(0, 0, options.MiddleSearch);
                    block.Around(block.BestX, block.BestY, options.MiddleSearch);
                }

                block.Descend(Descents);
                block.WriteTo(grid, grid.At(column, row));
            }
        }

        Spread(from, to, grid, Favourite(grid));
        return grid;
    }

    // The displacement most blocks chose, rest apart: of equal matches in a repeating pattern it is the right one.
    private static (int X, int Y) Favourite(BlockGrid grid)
    {
        var counts = new Dictionary<(int X, int Y), int>();
        for (var at = 0; at < grid.X.Length; at++)
        {
            var motion = (grid.X[at], grid.Y[at]);
            counts[motion] = counts.GetValueOrDefault(motion) + (motion == (0, 0) ? 0 : 1);
        }

        return counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).First().Key;
    }

    private static void TryParents(ref Candidate block, BlockGrid parents, int column, int row)
    {
        for (var y = -1; y <= 2; y++)
        {
            for (var x = -1; x <= 2; x++)
            {
                var parent = parents.At(column + x, row + y);
                block.Try(parents.X[parent] * 2, parents.Y[parent] * 2);
            }
        }
    }

    // A block takes over a neighbour's displacement where that fits better: mends matches the coarse levels lost.
    private void Spread(LumaPlane from, LumaPlane to, BlockGrid grid, (int X, int Y) favourite)
    {
        for (var row = 0; row < grid.Rows; row++)
        {
            for (var column = 0; column < grid.Columns; column++)
            {
                var at = grid.At(column, row);
                var block = new Candidate(from, to, column * BlockGrid.Step, row * BlockGrid.Step, options.ShiftCost, favourite);
                block.Try(grid.X[at], grid.Y[at]);
                block.Try(favourite.X, favourite.Y);
                for (var neighbour = 0; neighbour < 9; neighbour++)
                {
                    var other = grid.At(column + (neighbour % 3) - 1, row + (neighbour / 3) - 1);
                    block.Try(grid.X[other], grid.Y[other]);
                }

                block.Descend(1);
                block.WriteTo(grid, at);
            }
        }
    }

    // The best displacement of one block so far. A pixel away from rest and from the favourite costs a little.
    private struct Candidate(LumaPlane from, LumaPlane to, int x, int y, int shiftCost, (int X, int Y) favourite)
    {
        private int _best = int.MaxValue;

        public int BestX { get; private set; }

        public int BestY { get; private set; }

        public void Try(int dx, int dy)
        {
            var (u, v) = (x + dx, y + dy);
            if (u < 0 || v < 0 || u > to.Width - BlockSad.Side || v > to.Height - BlockSad.Side || (dx == BestX && dy == BestY && _best != int.MaxValue))
            {
                return;
            }

            var cost = BlockSad.Of(from, x, y, to, u, v) + (shiftCost * Math.Min(Math.Abs(dx) + Math.Abs(dy), Math.Abs(dx - favourite.X) + Math.Abs(dy - favourite.Y)));
            if (cost < _best)
            {
                (_best, BestX, BestY) = (cost, dx, dy);
            }
        }

        public void Around(int dx, int dy, int reach)
        {
            for (var v = dy - reach; v <= dy + reach; v++)
            {
                for (var u = dx - reach; u <= dx + reach; u++)
                {
                    Try(u, v);
                }
            }
        }

        public void Descend(int steps)
        {
            for (var step = 0; step < steps; step++)
            {
                var before = _best;
                Around(BestX, BestY, 1);
                if (_best == before)
                {
                    return;
                }
            }
        }

        public readonly void WriteTo(BlockGrid grid, int at) => (grid.X[at], grid.Y[at], grid.Cost[at]) = (BestX, BestY, _best);
    }
}
