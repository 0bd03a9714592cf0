using HunyuanVideo.Curation.Frames;

namespace HunyuanVideo.Curation.Picture;

/// <summary>
/// Follows the border of one side through the frames: runs inwards line by line while the line is black, or of the
/// colour of the outermost, and keeps the least depth. Source: spec curation §4 S4.
/// </summary>
internal sealed class BorderSide
{
    private readonly PictureSide _side;
    private readonly BorderOptions _options;
    private readonly int _size;
    private readonly double[] _meanOfLine;      // sums over the frames
    private readonly double[] _deviationOfLine;
    private readonly List<int> _depths = [];
    private readonly List<bool> _ends = [];     // whether the picture begins with a step there, not in the dark
    private double _lightest = double.MinValue;
    private double _darkest = double.MaxValue;
    private double _straightness;
    private int _colouredFrames;

    public BorderSide(PictureSide side, int width, int height, BorderOptions options)
    {
        (_side, _options) = (side, options);
        _size = side is PictureSide.Left or PictureSide.Right ? width : height;
        _meanOfLine = new double[_size];
        _deviationOfLine = new double[_size];
    }

    /// <summary>Depth accepted over all frames, in lines of the view; 0 without a border.</summary>
    public int Depth { get; private set; }

    public bool IsColoured => _colouredFrames * 2 > _depths.Count;

    public bool Changes { get; private set; }

    /// <summary>Step from the border to the picture, in levels.</summary>
    public double Step { get; private set; }

    /// <summary>Looks at one frame between <paramref name="from"/> and <paramref name="to"/> along the side; returns the depth in it.</summary>
    public int Add(ViewFrame frame, int from, int to)
    {
        var outermost = Line(frame, 0, from, to);
        var coloured = outermost.Mean > _options.BlackMean;
        var limit = (int)(_size * _options.GreatestDepth);
        var depth = Run(0, limit, line => Belongs(Line(frame, line, from, to), outermost.Mean, coloured));
        if (!coloured && depth >= _options.LeastDepth * _size && depth < limit)
        {
            depth = PastCaption(frame, depth, from, to);
        }

        AddProfile(frame, depth, outermost, from, to);
        var behind = Line(frame, Math.Min(_size - 1, depth + _options.MixedRows), from, to).Mean;
        _lightest = Math.Max(_lightest, outermost.Mean);
        _darkest = Math.Min(_darkest, outermost.Mean);
        _colouredFrames += coloured ? 1 : 0;
        depth = depth == limit ? 0 : depth;
        _straightness += coloured ? Straightness(frame, depth, outermost.Mean, from, to) : 0;
        _depths.Add(depth);
        _ends.Add(Math.Abs(behind - outermost.Mean) >= _options.LeastStep);
        return depth;
    }

    /// <summary>Decides from all frames.</summary>
    public void Finish()
    {
        if (_depths.Count == 0)
        {
            return;
        }

        var depth = PastRinging(_depths.Min());
        Step = depth == 0 ? 0 : StepBehind(depth);
        var accepted = depth >= _options.LeastDepth * _size && Step >= _options.LeastStep && (!IsColoured || IsSteady());
        Depth = accepted ? depth : 0;
        var other = _depths.Zip(_ends).Count(frame => frame.Second && frame.First - _depths.Min() > _options.ChangeOfDepth * _size);
        Changes = !IsColoured && other >= _options.ChangeFrames * _depths.Count;
    }

    private double StepBehind(int depth)
    {
        var start = depth + _options.MixedRows;
        var step = Math.Abs(Mean(_meanOfLine, start, start + _options.StepRows) - Mean(_meanOfLine, 0, depth));
        // A picture may have the mean of a coloured bar, but is not as even.
        return IsColoured ? Math.Max(step, Mean(_deviationOfLine, start, start + _options.StepRows)) : step;
    }

    /// <summary>Sums up the lines of the border and as many behind it as may be asked for.</summary>
    private void AddProfile(ViewFrame frame, int depth, (double Mean, double Deviation) outermost, int from, int to)
    {
        var end = Math.Min(_size, depth + _options.RingingRows + _options.MixedRows + _options.StepRows);
        for (var line = 0; line < end; line++)
        {
            // A caption on the bar is none of its colour.
            var (mean, deviation) = line < depth ? outermost : Line(frame, line, from, to);
            _meanOfLine[line] += mean;
            _deviationOfLine[line] += deviation;
        }
    }

    /// <summary>Goes on over lines of the bar's mean that a coder left uneven.</summary>
    private int PastRinging(int depth)
    {
        var colour = depth == 0 ? _meanOfLine[0] / _depths.Count : Mean(_meanOfLine, 0, depth);
        if (depth == 0 && !IsColoured && colour > _options.BlackMean)
        {
            return 0;
        }

        var end = depth;
        while (end < Math.Min(_size - 1, depth + _options.RingingRows)
            && Math.Abs(Mean(_meanOfLine, end, end + 1) - colour) <= _options.ColourTolerance
            && _deviationOfLine[end] <= (IsColoured ? _options.ColouredRingingDeviation : _options.RingingDeviation) * _depths.Count)
        {
            end++;
        }

        return depth == 0 && IsColoured ? 0 : end;
    }

    private bool IsSteady() =>
        _lightest - _darkest <= _options.ColouredDrift && _straightness / _depths.Count >= _options.ColouredStraightness;

    private double Mean(double[] sums, int start, int end)
    {
        (start, end) = (Math.Min(start, _size - 1), Math.Min(end, _size));
        var sum = 0.0;
        for (var line = start; line < end; line++)
        {
            sum += sums[line];
        }

        return sum / (end - start) / _depths.Count;
    }

    private static int Run(int start, int limit, Func<int, bool> belongs)
    {
        var line = start;
        while (line < limit && belongs(line))
        {
            line++;
        }

        return line;
    }

    private bool Belongs((double Mean, double Deviation) line, double colour, bool coloured) => coloured
        ? Math.Abs(line.Mean - colour) <= _options.ColouredTolerance && line.Deviation <= _options.ColouredRowDeviation
        : line.Mean <= _options.BlackMean && line.Deviation <= _options.RowDeviation;

    /// <summary>Goes on over a subtitle that stands on a black bar; back to where it began if no picture follows soon.</summary>
    private int PastCaption(ViewFrame frame, int depth, int from, int to)
    {
        var limit = Math.Min(_size, depth + (int)(_options.CaptionRows * _size) + 1);
        var end = Run(depth, limit, line => IsCaptioned(frame, line, from, to));
        return end == limit ? depth : end;
    }

    private bool IsCaptioned(ViewFrame frame, int depth, int from, int to)
    {
        var ends = (int)((to - from) * _options.CaptionEnds);
        if (!Belongs(Line(frame, depth, from, from + ends), 0, coloured: false) || !Belongs(Line(frame, depth, to - ends, to), 0, coloured: false))
        {
            return false;
        }

        var (start, stride) = Place(frame, depth, from);
        var black = 0;
        for (var i = 0; i < to - from; i++)
        {
            black += frame.Y[start + (i * stride)] <= _options.BlackMean + _options.RowDeviation ? 1 : 0;
        }

        return black >= _options.CaptionBlack * (to - from);
    }

    /// <summary>Greatest share of the border's length that one of the lines behind it differs in.</summary>
    private double Straightness(ViewFrame frame, int depth, double colour, int from, int to)
    {
        var greatest = 0;
        for (var line = depth; line < Math.Min(_size, depth + _options.RingingRows + _options.MixedRows); line++)
        {
            var (start, stride) = Place(frame, line, from);
            var steps = 0;
            for (var i = 0; i < to - from; i++)
            {
                steps += Math.Abs(frame.Y[start + (i * stride)] - colour) > _options.ColourTolerance ? 1 : 0;
            }

            greatest = Math.Max(greatest, steps);
        }

        return greatest / (double)Math.Max(1, to - from);
    }

    private (double Mean, double Deviation) Line(ViewFrame frame, int depth, int from, int to)
    {
        var (start, stride) = Place(frame, depth, from);
        var (sum, squares) = (0L, 0L);
        for (var i = 0; i < to - from; i++)
        {
            int value = frame.Y[start + (i * stride)];
            sum += value;
            squares += value * value;
        }

        var count = Math.Max(1, to - from);
        var mean = sum / (double)count;
        return (mean, Math.Sqrt(Math.Max(0, (squares / (double)count) - (mean * mean))));
    }

    private (int Start, int Stride) Place(ViewFrame frame, int depth, int from) => _side switch
    {
        PictureSide.Left => ((from * frame.Width) + depth, frame.Width),
        PictureSide.Right => ((from * frame.Width) + frame.Width - 1 - depth, frame.Width),
        PictureSide.Top => ((depth * frame.Width) + from, 1),
        _ => (((frame.Height - 1 - depth) * frame.Width) + from, 1),
    };
}
