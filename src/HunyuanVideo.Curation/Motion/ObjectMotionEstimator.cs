namespace HunyuanVideo.Curation.Motion;

/// <summary>
/// Groups the blocks that do not follow the global motion into things and fits one displacement to each: a thing's
/// outline then tells its motion even where every block sees only an edge. Source: spec curation §4 S10.
/// </summary>
internal sealed class ObjectMotionEstimator(MotionOptions options)
{
    private const int Size = 2;
    private const double Ridge = 0.05;

    private readonly BlockEquations _equations = new(Size);

    /// <summary>The things of one pair.</summary>
    public ObjectMotion Estimate(FlowField field, SimilarityMotion global)
    {
        var residuals = Residuals(field, global);
        double sum = 0;
        var moving = 0;
        foreach (var thing in Things(field, residuals))
        {
            var (u, v) = Displacement(residuals, thing);
            sum += thing.Count * Math.Sqrt((u * u) + (v * v));
            moving += thing.Count;
        }

        return moving == 0 ? default : new(sum / moving * 100 / field.Diagonal, (double)moving / field.Blocks.Length);
    }

    // Blocks with the global motion taken out; unusable where nothing is left.
    private FlowBlock[] Residuals(FlowField field, SimilarityMotion global)
    {
        var percent = 100 / field.Diagonal;
        var (middleX, middleY) = (field.Width / 2.0, field.Height / 2.0);
        return Array.ConvertAll(field.Blocks, block =>
        {
            var (u, v) = global.At((block.X - middleX) * percent, (block.Y - middleY) * percent);
            (u, v) = (u / percent, v / percent);
            var rest = block with { U = (float)(block.U - u), V = (float)(block.V - v) };
            var limit = options.OwnMotionPixels + (options.OwnMotionShare * Math.Sqrt((u * u) + (v * v)));
            return rest with { IsUsable = block.IsUsable && rest.SquaredLength(rest.U, rest.V) > limit * limit };
        });
    }

    private List<List<int>> Things(FlowField field, FlowBlock[] residuals)
    {
        var things = new List<List<int>>();
        var isTaken = new bool[residuals.Length];
        for (var at = 0; at < residuals.Length; at++)
        {
            if (residuals[at].IsUsable && !isTaken[at])
            {
                var thing = Grow(field, residuals, isTaken, at);
                if (thing.Count >= options.LeastObjectBlocks)
                {
                    things.Add(thing);
                }
            }
        }

        return things;
    }

    private List<int> Grow(FlowField field, FlowBlock[] residuals, bool[] isTaken, int start)
    {
        var thing = new List<int> { start };
        isTaken[start] = true;
        for (var i = 0; i < thing.Count; i++)
        {
            var (column, row) = (thing[i] % field.Columns, thing[i] / field.Columns);
            for (var y = Math.Max(0, row - 1); y <= Math.Min(field.Rows - 1, row + 1); y++)
            {
                for (var x = Math.Max(0, column - 1); x <= Math.Min(field.Columns - 1, column + 1); x++)
                {
                    var other = (y * field.Columns) + x;
                    if (!isTaken[other] && residuals[other].IsUsable && MoveTogether(residuals[thing[i]], residuals[other]))
                    {
                        isTaken[other] = true;
                        thing.Add(other);
                    }
                }
            }
        }

        return thing;
    }

    private bool MoveTogether(in FlowBlock a, in FlowBlock b)
    {
        var limit = options.JoinPixels + (options.JoinShare * Math.Sqrt(Math.Max((a.U * a.U) + (a.V * a.V), (b.U * b.U) + (b.V * b.V))));
        var (u, v) = (a.U - b.U, a.V - b.V);
        return Math.Min(a.SquaredLength(u, v), b.SquaredLength(u, v)) <= limit * limit;
    }

    private (double U, double V) Displacement(FlowBlock[] residuals, List<int> thing)
    {
        Span<double> ridge = [Ridge, Ridge];
        Span<double> solution = stackalloc double[Size];
        for (var round = 0; round < options.ReweightRounds; round++)
        {
            _equations.Clear();
            foreach (var at in thing)
            {
                ref readonly var block = ref residuals[at];
                var off = round == 0 ? 0 : block.SquaredLength(block.U - solution[0], block.V - solution[1]);
                var pull = 1 + (off / (options.JoinPixels * options.JoinPixels));
                _equations.Add(block, [1, 0], [0, 1], 1 / (pull * pull));
            }

            _equations.Solve(ridge, solution);
        }

        return (solution[0], solution[1]);
    }
}
