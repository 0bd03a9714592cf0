using HunyuanVideo.Synthetic;

namespace HunyuanVideo.Evaluation;

/// <summary>Names a thing's shape: draws each shape in the thing's place, size and turn, blurred step by step, and takes the nearest.</summary>
internal static class ShapeMatcher
{
    private const int FramesLookedAt = 4;
    private const double LargestCost = 0.15;
    private const int PatchMargin = 3;
    private const int LargestPatch = 32;
    private static readonly float[] Scales = [0.93f, 1, 1.07f];
    private static readonly int[] BlurPasses = [0, 1, 2, 3, 6];     // one after the other: 0, 1, 3, 6 and 12 passes in all

    /// <summary>The shape whose drawings correlate best with the thing, over its clearest frames.</summary>
    public static Finding<Shape> Match(TrackedThing thing)
    {
        var patches = ClearestOf(thing).Select(sighting => Patch.Around(sighting, thing.Height, thing.Width)).ToArray();
        return patches.Length == 0
            ? Finding<Shape>.None
            : Finding<Shape>.Cheapest(
                Enum.GetValues<Shape>().Select(shape => (shape, patches.Average(patch => Cost(patch, shape)))), LargestCost);
    }

    private static IEnumerable<Sighting> ClearestOf(TrackedThing thing)
    {
        var ranked = thing.Sightings
            .Where(sighting => sighting.IsClear)
            .OrderByDescending(sighting => sighting.Area * sighting.Visibility)
            .ToArray();
        var good = Math.Max(Math.Min(ranked.Length, FramesLookedAt), ranked.Length / 2);
        var shown = Math.Min(good, FramesLookedAt);
        return Enumerable.Range(0, shown).Select(i => ranked[i * good / shown]);
    }

    private static double Cost(Patch patch, Shape shape)
    {
        var radius = (float)Math.Sqrt(patch.Sighting.Area / ShapeField.UnitArea(shape));
        var symmetry = Harmonics.SymmetryOf(shape);
        double[] angles = symmetry == 0 ? [0] : [0, Harmonics.Angle(Harmonics.Of(patch.Sighting, symmetry, patch.FrameWidth), shape)];
        var turned = angles.MinBy(angle => Cost(patch, shape, radius, angle));
        return Scales.Min(scale => Cost(patch, shape, scale * radius, turned));
    }

    private static double Cost(Patch patch, Shape shape, float radius, double angle)
    {
        var drawing = patch.Draw(shape, radius, angle);
        var least = 1.0;
        foreach (var passes in BlurPasses)
        {
            for (var pass = 0; pass < passes; pass++)
            {
                patch.Blur(drawing);
            }

            least = Math.Min(least, patch.Difference(drawing));
        }

        return least;
    }

    // A square cut from a frame around the thing, each cell the mean of Cell × Cell pixels; what lies outside the frame is empty.
    private sealed record Patch(Sighting Sighting, float[] Cover, int Side, int Cell, float MiddleX, float MiddleY, int FrameWidth)
    {
        public static Patch Around(Sighting sighting, int height, int width)
        {
            var half = (int)Math.Ceiling(Math.Sqrt(sighting.Area / ShapeField.UnitArea(Shape.Diamond)) * Scales[^1]) + PatchMargin;
            var cell = Math.Max(1, (2 * half) / LargestPatch);
            var (left, top) = ((int)MathF.Round(sighting.Centre.X) - half, (int)MathF.Round(sighting.Centre.Y) - half);
            var side = (2 * half / cell) + 1;
            var cover = new float[side * side];
            for (var i = 0; i < side * cell * side * cell; i++)
            {
                var (column, row) = (i % (side * cell), i / (side * cell));
                var (x, y) = (left + column, top + row);
                if (x >= 0 && x < width && y >= 0 && y < height)
                {
                    cover[(row / cell * side) + (column / cell)] += sighting.Cover[(y * width) + x] / (cell * cell);
                }
            }

            return new(sighting, cover, side, cell, ToCell(sighting.Centre.X - left, cell), ToCell(sighting.Centre.Y - top, cell), width);
        }

        public float[] Draw(Shape shape, float radius, double angle)
        {
            var drawing = new float[Cover.Length];
            var (sine, cosine) = ((float)Math.Sin(angle), (float)Math.Cos(angle));
            for (var i = 0; i < drawing.Length; i++)
            {
                var (x, y) = ((i % Side) - MiddleX, (i / Side) - MiddleY);
                var distance = ShapeField.Distance(shape, (cosine * x) + (sine * y), (cosine * y) - (sine * x), radius / Cell);
                drawing[i] = Math.Clamp(0.5f - distance, 0, 1);
            }

            return drawing;
        }

        // Weights 1 2 1 along rows, then columns; the rim stays as it is, for it is empty.
        public void Blur(float[] drawing)
        {
            BlurAlong(drawing, 1);
            BlurAlong(drawing, Side);
        }

        // 1 − normalised correlation: blind to brightness.
        public double Difference(float[] drawing)
        {
            var (product, own, other) = (0.0, 0.0, 0.0);
            for (var i = 0; i < drawing.Length; i++)
            {
                product += Cover[i] * drawing[i];
                own += Cover[i] * Cover[i];
                other += drawing[i] * drawing[i];
            }

            return product > 0 ? 1 - (product / Math.Sqrt(own * other)) : 1;
        }

        // Pixel centres are whole numbers, and so are cell centres.
        private static float ToCell(float pixel, int cell) => ((pixel + 0.5f) / cell) - 0.5f;

        private static void BlurAlong(float[] drawing, int step)
        {
            var before = new float[step];
            for (var i = 0; i + step < drawing.Length; i++)
            {
                var here = drawing[i];
                drawing[i] = (0.25f * before[i % step]) + (0.5f * here) + (0.25f * drawing[i + step]);
                before[i % step] = here;
            }
        }
    }
}
