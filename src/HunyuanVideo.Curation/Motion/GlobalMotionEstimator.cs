using HunyuanVideo.Random;

namespace HunyuanVideo.Curation.Motion;

/// <summary>
/// Fits a similarity to a flow field: RANSAC, then iteratively reweighted least squares. Blocks on an edge count along
/// its normal alone. Source: spec curation §4 S10.
/// </summary>
internal sealed class GlobalMotionEstimator(MotionOptions options)
{
    private const int Size = 4;     // zoom, roll, x, y

    private readonly BlockEquations _equations = new(Size);
    private SimilarityMotion _previous;

    /// <summary>The motion of one pair; the pair before it is one of the guesses.</summary>
    /// <param name="field">Flow of the pair.</param>
    /// <param name="random">Draws the trials.</param>
    public GlobalMotion Estimate(FlowField field, Philox random)
    {
        var scale = 100 / field.Diagonal;
        var blocks = Array.FindAll(field.Blocks, block => block.IsUsable);
        var frame = new Frame(field.Width / 2.0, field.Height / 2.0, field.Diagonal / 2);
        var fit = blocks.Length < options.LeastInliers ? default : Refine(blocks, frame, Guess(blocks, frame, random, scale));
        var isSupported = blocks.Length >= options.LeastInliers && IsSupported(blocks, field, frame, fit);
        _previous = isSupported ? new(fit.A / frame.Radius, fit.B / frame.Radius, fit.X * scale, fit.Y * scale) : SimilarityMotion.None;
        return new(_previous, isSupported);
    }

    private Model Guess(FlowBlock[] blocks, Frame frame, Philox random, double scale)
    {
        var best = default(Model);
        var least = Cost(blocks, frame, best, double.MaxValue);
        Keep(blocks, frame, new(_previous.Zoom * frame.Radius, _previous.Roll * frame.Radius, _previous.X / scale, _previous.Y / scale), ref best, ref least);
        for (var trial = 0; trial < options.Trials; trial++)
        {
            _equations.Clear();
            for (var i = 0; i < options.BlocksPerTrial; i++)
            {
                Add(blocks[random.NextInt(blocks.Length)], frame, 1);
            }

            Keep(blocks, frame, Solve(), ref best, ref least);
        }

        return best;
    }

    private void Keep(FlowBlock[] blocks, Frame frame, Model model, ref Model best, ref double least)
    {
        var cost = Cost(blocks, frame, model, least);
        if (cost < least)
        {
            (best, least) = (model, cost);
        }
    }

    private double Cost(FlowBlock[] blocks, Frame frame, Model model, double enough)
    {
        var limit = options.InlierPixels * options.InlierPixels;
        double sum = 0;
        foreach (ref readonly var block in blocks.AsSpan())
        {
            sum += Math.Min(limit, Residual(block, frame, model));
            if (sum >= enough)
            {
                break;
            }
        }

        return sum;
    }

    private Model Refine(FlowBlock[] blocks, Frame frame, Model model)
    {
        var scale = options.InlierPixels * options.InlierPixels;
        for (var round = 0; round < options.ReweightRounds; round++)
        {
            _equations.Clear();
            foreach (ref readonly var block in blocks.AsSpan())
            {
                var pull = 1 + (Residual(block, frame, model) / scale);
                Add(block, frame, 1 / (pull * pull));
            }

            model = Solve();
        }

        return model;
    }

    // The blocks that agree must lie about the picture: a thing before a flat wall moves, not the camera.
    private bool IsSupported(FlowBlock[] blocks, FlowField field, Frame frame, Model model)
    {
        var limit = options.InlierPixels * options.InlierPixels;
        double count = 0, x = 0, y = 0, xx = 0, yy = 0;
        foreach (ref readonly var block in blocks.AsSpan())
        {
            if (Residual(block, frame, model) <= limit)
            {
                var (u, v) = (block.X / field.Width, block.Y / field.Height);
                (count, x, y, xx, yy) = (count + 1, x + u, y + v, xx + (u * u), yy + (v * v));
            }
        }

        var spread = Deviation(count, x, xx) + Deviation(count, y, yy);
        return count >= options.LeastInliers && spread >= options.LeastSpread;
    }

    private static double Deviation(double count, double sum, double squares) =>
        count == 0 ? 0 : Math.Sqrt(Math.Max(0, (squares / count) - (sum / count * (sum / count))));

    private static double Residual(in FlowBlock block, Frame frame, Model model)
    {
        var (x, y) = frame.Place(block);
        return block.SquaredLength(block.U - ((model.A * x) - (model.B * y) + model.X), block.V - ((model.B * x) + (model.A * y) + model.Y));
    }

    private void Add(in FlowBlock block, Frame frame, double weight)
    {
        var (x, y) = frame.Place(block);
        _equations.Add(block, [x, -y, 1, 0], [y, x, 0, 1], weight);
    }

    private Model Solve()
    {
        Span<double> ridge = [options.ModelRidge, options.ModelRidge, options.ModelRidge, options.ModelRidge];
        Span<double> solution = stackalloc double[Size];
        _equations.Solve(ridge, solution);
        return new(solution[0], solution[1], solution[2], solution[3]);
    }

    // Places from the middle in half diagonals, so that all four parameters are of one size (pixels).
    private readonly record struct Frame(double MiddleX, double MiddleY, double Radius)
    {
        public (double X, double Y) Place(in FlowBlock block) => ((block.X - MiddleX) / Radius, (block.Y - MiddleY) / Radius);
    }

    private readonly record struct Model(double A, double B, double X, double Y);
}
