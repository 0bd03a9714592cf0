namespace HunyuanVideo.Curation.Motion;

/// <summary>
/// Fits the flow of a camera that zooms, rolls, shifts and turns, and measures what is left: a turning camera bends the
/// flow (keystone), a travelling one pulls near and far apart (parallax). Source: spec curation §4 S15.
/// </summary>
internal sealed class CameraFieldEstimator(MotionOptions motion, CameraOptions options)
{
    private const int Size = 6;     // zoom, roll, x, y, keystone x, keystone y

    private readonly BlockEquations _equations = new(Size);

    /// <summary>The field of one pair, beginning from its global motion.</summary>
    public CameraField Estimate(FlowField field, GlobalMotion global)
    {
        var percent = 100 / field.Diagonal;
        var blocks = Array.FindAll(field.Blocks, block => block.IsUsable);
        Span<double> model = stackalloc double[Size];
        Begin(model, field, global.Motion);
        if (global.IsSupported)
        {
            Fit(blocks, field, model);
        }

        var (spread, depth) = Spread(blocks, field, model);
        return new(
            model[2] * percent, model[3] * percent, model[4] * percent, model[5] * percent, spread * percent, depth * percent,
            Median(field, blocks, place => Math.Abs(place) <= options.CentreShare / 2) * percent,
            Rim(field, blocks) * percent);
    }

    private static void Begin(Span<double> model, FlowField field, SimilarityMotion global)
    {
        var (radius, percent) = (field.Diagonal / 2, 100 / field.Diagonal);
        model.Clear();
        (model[0], model[1], model[2], model[3]) = (global.Zoom * radius, global.Roll * radius, global.X / percent, global.Y / percent);
    }

    private void Fit(FlowBlock[] blocks, FlowField field, Span<double> model)
    {
        Span<double> forU = stackalloc double[Size];
        Span<double> forV = stackalloc double[Size];
        var ridge = motion.ModelRidge;
        Span<double> ridges = [ridge, ridge, ridge, ridge, options.KeystoneRidge, options.KeystoneRidge];
        for (var round = 0; round < motion.ReweightRounds; round++)
        {
            _equations.Clear();
            foreach (ref readonly var block in blocks.AsSpan())
            {
                Derive(block, field, forU, forV);
                var (u, v) = (block.U - Dot(forU, model), block.V - Dot(forV, model));
                var pull = 1 + (block.SquaredLength(u, v) / (options.FitPixels * options.FitPixels));
                _equations.Add(block, forU, forV, 1 / (pull * pull));
            }

            _equations.Solve(ridges, model);
        }
    }

    private static void Derive(in FlowBlock block, FlowField field, Span<double> forU, Span<double> forV)
    {
        var radius = field.Diagonal / 2;
        var (x, y) = ((block.X - (field.Width / 2.0)) / radius, (block.Y - (field.Height / 2.0)) / radius);
        (forU[0], forU[1], forU[2], forU[3], forU[4], forU[5]) = (x, -y, 1, 0, x * x, x * y);
        (forV[0], forV[1], forV[2], forV[3], forV[4], forV[5]) = (y, x, 0, 1, x * y, y * y);
    }

    private static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        double sum = 0;
        for (var i = 0; i < left.Length; i++)
        {
            sum += left[i] * right[i];
        }

        return sum;
    }

    // Of what is left along the main direction. What is left across it, or lies in one place, is a thing that moves.
    private (double All, double Depth) Spread(FlowBlock[] blocks, FlowField field, Span<double> model)
    {
        var length = Math.Sqrt((model[2] * model[2]) + (model[3] * model[3]));
        var (alongX, alongY) = length > 0 ? (model[2] / length, model[3] / length) : (1, 0);
        Span<double> forU = stackalloc double[Size];
        Span<double> forV = stackalloc double[Size];
        var rest = new List<double>(blocks.Length);
        var beside = new List<FlowBlock>();
        foreach (ref readonly var block in blocks.AsSpan())
        {
            Derive(block, field, forU, forV);
            var (u, v) = (block.U - Dot(forU, model), block.V - Dot(forV, model));
            var along = (u * alongX) + (v * alongY);
            var across = block.SquaredLength(-alongY, alongX) * Math.Abs((v * alongX) - (u * alongY));
            if (block.SquaredLength(alongX, alongY) < options.LeastCertainty || across > Math.Max(options.FitPixels, options.AcrossShare * Math.Abs(along)))
            {
                continue;
            }

            rest.Add(along);
            if (Math.Abs(along) > options.AcrossShare * options.PanParallax * length)
            {
                beside.Add(block);
            }
        }

        rest.Sort();
        var all = rest.Count < motion.LeastInliers ? 0 : Quantile(rest, 1 - options.SpreadQuantile) - Quantile(rest, options.SpreadQuantile);
        return (all, DirectionSupport.SpreadOf(beside, field, alongX, alongY).Spread < motion.LeastSpread ? 0 : all);
    }

    // Both sides must go the same way: a zoom's do not, and a thing is on one of them.
    private double? Rim(FlowField field, FlowBlock[] blocks)
    {
        var left = Median(field, blocks, place => place <= options.RimShare - 0.5);
        var right = Median(field, blocks, place => place >= 0.5 - options.RimShare);
        return left is null || right is null ? null : left * right <= 0 ? 0 : (left + right) / 2;
    }

    // Only if most blocks of the place agree on it.
    private double? Median(FlowField field, FlowBlock[] blocks, Func<double, bool> isPlace)
    {
        var values = blocks
            .Where(block => block.Xx >= options.LeastCertainty && isPlace((block.X / field.Width) - 0.5))
            .Select(block => (double)block.U)
            .Order().ToList();
        if (values.Count < options.LeastRegionBlocks)
        {
            return null;
        }

        var median = Quantile(values, 0.5);
        var limit = motion.JoinPixels + (motion.JoinShare * Math.Abs(median));
        return values.Count(value => Math.Abs(value - median) <= limit) >= options.RegionAgreement * values.Count ? median : null;
    }

    private static double Quantile(List<double> sorted, double share)
    {
        var place = share * (sorted.Count - 1);
        var low = (int)place;
        var high = Math.Min(low + 1, sorted.Count - 1);
        return sorted[low] + ((place - low) * (sorted[high] - sorted[low]));
    }
}
