namespace HunyuanVideo.Curation.Alike;

/// <summary>
/// The 256 numbers of the <c>look</c> space: 64 of 4×4 cells (mean Y, U, V and spread of Y), 128 of gradient orientations,
/// 24 of hue × saturation, 16 of motion, 4 of the camera, 20 zeros. Source: spec curation §4 S12.
/// </summary>
internal static class LookVector
{
    public const int Length = 256;
    public const int Side = FrameSignature.Side;

    private const int Grid = 4;
    private const int Cells = Grid * Grid;
    private const int CellNumbers = 4;
    private const int Orientations = 8;
    private const int Hues = 6;
    private const int Saturations = 4;
    private const int GradientStart = Cells * CellNumbers;
    private const int ColourStart = GradientStart + Cells * Orientations;
    private const int MotionStart = ColourStart + Hues * Saturations;
    private const int CameraStart = MotionStart + LookMotion.DirectionCount * LookMotion.SpeedCount;
    private const float Neutral = 128;
    private const float MostChroma = 112;

    /// <summary>The vector of frames given as 32×32 planes of luma, blue and red difference.</summary>
    public static float[] Of(IReadOnlyList<(float[] Luma, float[] Blue, float[] Red)> frames, LookMotion motion, LookOptions options)
    {
        var vector = new float[Length];
        foreach (var (luma, blue, red) in frames)
        {
            AddCells(luma, blue, red, options.ChromaGain, vector.AsSpan(0, GradientStart));
            AddGradients(luma, vector.AsSpan(GradientStart, ColourStart - GradientStart));
            AddColours(blue, red, vector.AsSpan(ColourStart, MotionStart - ColourStart));
        }

        TakeRoots(vector.AsSpan(GradientStart, ColourStart - GradientStart));
        AddMotion(motion, options, vector);
        Scale(vector.AsSpan(0, GradientStart), options.CellWeight, fullLength: 0);
        Scale(vector.AsSpan(GradientStart, ColourStart - GradientStart), options.GradientWeight, fullLength: 0);
        Scale(vector.AsSpan(ColourStart, MotionStart - ColourStart), options.ColourWeight, fullLength: 0);
        Scale(vector.AsSpan(MotionStart, CameraStart - MotionStart), options.MotionWeight, options.FullMotion);
        Scale(vector.AsSpan(CameraStart), options.CameraWeight, options.FullCamera);
        Scale(vector, 1, fullLength: 0);
        return vector;
    }

    /// <summary>The vector that the mirrored clip would have.</summary>
    public static float[] Mirror(ReadOnlySpan<float> vector)
    {
        var result = vector.ToArray();
        for (var cell = 0; cell < Cells; cell++)
        {
            var other = cell / Grid * Grid + (Grid - 1 - cell % Grid);
            vector.Slice(other * CellNumbers, CellNumbers).CopyTo(result.AsSpan(cell * CellNumbers));
            for (var bin = 0; bin < Orientations; bin++)
            {
                result[GradientStart + cell * Orientations + bin] = vector[GradientStart + other * Orientations + (Orientations - bin) % Orientations];
            }
        }

        for (var bin = 0; bin < LookMotion.DirectionCount; bin++)
        {
            var other = (LookMotion.DirectionCount / 2 - bin + LookMotion.DirectionCount) % LookMotion.DirectionCount;
            for (var speed = 0; speed < LookMotion.SpeedCount; speed++)
            {
                result[MotionStart + speed * LookMotion.DirectionCount + bin] = vector[MotionStart + speed * LookMotion.DirectionCount + other];
            }
        }

        result[CameraStart + 1] = -vector[CameraStart + 1];
        return result;
    }

    private static void AddCells(float[] luma, float[] blue, float[] red, float chromaGain, Span<float> part)
    {
        var size = Side / Grid;
        for (var cell = 0; cell < Cells; cell++)
        {
            var (sum, squares, sumBlue, sumRed) = (0.0, 0.0, 0.0, 0.0);
            for (var i = 0; i < size * size; i++)
            {
                var at = (cell / Grid * size + i / size) * Side + cell % Grid * size + i % size;
                sum += luma[at];
                squares += (double)luma[at] * luma[at];
                sumBlue += blue[at] - Neutral;
                sumRed += red[at] - Neutral;
            }

            var count = size * size;
            var numbers = part.Slice(cell * CellNumbers, CellNumbers);
            numbers[0] += (float)(sum / count);
            numbers[1] += (float)(sumBlue / count) * chromaGain;
            numbers[2] += (float)(sumRed / count) * chromaGain;
            numbers[3] += (float)Math.Sqrt(Math.Max(0, squares / count - sum / count * (sum / count)));
        }
    }

    /// <summary>Strength of the gradient by its direction without sign, shared between the two nearest bins; sum 1 per frame.</summary>
    private static void AddGradients(float[] luma, Span<float> part)
    {
        Span<double> bins = stackalloc double[Cells * Orientations];
        var total = 0.0;
        for (var y = 1; y < Side - 1; y++)
        {
            for (var x = 1; x < Side - 1; x++)
            {
                double dx = luma[y * Side + x + 1] - luma[y * Side + x - 1];
                double dy = luma[(y + 1) * Side + x] - luma[(y - 1) * Side + x];
                var strength = Math.Sqrt(dx * dx + dy * dy);
                var place = (Math.Atan2(dy, dx) / Math.PI + 1) * Orientations;
                var (low, rest) = ((int)Math.Floor(place), place - Math.Floor(place));
                var cell = (y * Grid / Side * Grid + x * Grid / Side) * Orientations;
                bins[cell + low % Orientations] += strength * (1 - rest);
                bins[cell + (low + 1) % Orientations] += strength * rest;
                total += strength;
            }
        }

        for (var i = 0; total > 0 && i < bins.Length; i++)
        {
            part[i] += (float)(bins[i] / total);
        }
    }

    private static void AddColours(float[] blue, float[] red, Span<float> part)
    {
        for (var i = 0; i < blue.Length; i++)
        {
            double u = blue[i] - Neutral, v = red[i] - Neutral;
            var saturation = Math.Min(Saturations - 1e-6, Math.Sqrt(Math.Sqrt(u * u + v * v) / MostChroma) * Saturations);
            var hue = (Math.Atan2(v, u) / (2 * Math.PI) + 1) * Hues;
            var (low, rest) = ((int)Math.Floor(hue), hue - Math.Floor(hue));
            var row = (int)saturation * Hues;
            part[row + low % Hues] += (float)(1 - rest);
            part[row + (low + 1) % Hues] += (float)rest;
        }
    }

    private static void AddMotion(LookMotion motion, LookOptions options, float[] vector)
    {
        for (var i = 0; i < CameraStart - MotionStart; i++)
        {
            vector[MotionStart + i] = motion.Directions[i];
        }

        vector[CameraStart] = motion.Zoom;
        vector[CameraStart + 1] = motion.PanX;
        vector[CameraStart + 2] = motion.PanY;
        vector[CameraStart + 3] = motion.FrozenShare * options.FrozenScale;
    }

    private static void TakeRoots(Span<float> part)
    {
        for (var i = 0; i < part.Length; i++)
        {
            part[i] = MathF.Sqrt(part[i]);
        }
    }

    /// <summary>To the length <paramref name="weight"/>; a part shorter than <paramref name="fullLength"/> stays as much shorter.</summary>
    private static void Scale(Span<float> part, float weight, float fullLength)
    {
        var squares = 0.0;
        foreach (var value in part)
        {
            squares += (double)value * value;
        }

        var length = Math.Max(Math.Sqrt(squares), fullLength);
        for (var i = 0; length > 0 && i < part.Length; i++)
        {
            part[i] = (float)(part[i] / length * weight);
        }
    }
}
