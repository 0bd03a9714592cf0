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
        var frame = new Frame(field.Width / 2.0, field.Height / 2.0, field.Diagonal / 2);
        var blocks = Array.FindAll(field.Blocks, block => block.IsUsable);
        var model = default(Model);
        var isSupported = blocks.Length >= options.LeastInliers && Fit(ref blocks, field, frame, random, out model);
        var scale = 100 / field.Diagonal;
        _previous = isSupported ? new(model.A / frame.Radius, model.B / frame.Radius, model.X * scale, model.Y * scale) : SimilarityMotion.None;
        return new(_previous, isSupported);
    }

    // A direction of motion that only a small part of the picture shows is a thing's, not the camera's: a ball that rolls
    // along a striped wall would else carry the wall with it. Such a direction is taken out of all blocks.
    private bool Fit(ref FlowBlock[] blocks, FlowField field, Frame frame, Philox random, out Model model)
    {
        model = Refine(blocks, frame, Guess(blocks, frame, random));
        var support = DirectionSupport.Of(Inliers(blocks, frame, model), field, options);
        if (support is { IsFirst: true, IsSecond: true } or { IsFirst: false, IsSecond: false })
        {
            return support.IsFirst;
        }

        blocks = Array.ConvertAll(blocks, support.KeepSupported);
        model = Refine(blocks, frame, Guess(blocks, frame, random));
        return DirectionSupport.Of(Inliers(blocks, frame, model), field, options).IsFirst;
    }

    private Model Guess(FlowBlock[] blocks, Frame frame, Philox random)
    {
        var scale = 50 / frame.Radius;
        var best = default(Model);
        var least = options.RestCost * Cost(blocks, frame, best, double.MaxValue);
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

    private FlowBlock[] Inliers(FlowBlock[] blocks, Frame frame, Model model) =>
        Array.FindAll(blocks, block => Residual(block, frame, model) <= options.InlierPixels * options.InlierPixels);

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
