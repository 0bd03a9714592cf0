using System.Globalization;
using System.Text;

namespace HunyuanVideo.Training.Reports;

/// <summary>A curve as SVG: a band of single updates, the smooth line, axes, marks of phases.</summary>
internal sealed class CurveChart
{
    private const double Left = 52;
    private const double Right = 14;
    private const double Top = 12;
    private const double Bottom = 24;
    private const int StepTicks = 6;
    private const double TickWidth = 70;

    private readonly StringBuilder _svg = new();
    private readonly Curve _curve;
    private readonly CurveAxis _steps;
    private readonly CurveAxis _values;
    private readonly (double Width, double Height) _size;

    private CurveChart(Curve curve, (double Width, double Height) size, double lastStep, bool mayBeLog, TrainingReportOptions options)
    {
        (_curve, _size) = (curve, size);
        _steps = CurveAxis.To(Math.Max(lastStep, curve.Steps[^1]));
        var (low, high) = curve.Range;
        var (smoothLow, smoothHigh) = (curve.Smooth.Min(), curve.Smooth.Max());
        _values = CurveAxis.Over(low, high, isLog: mayBeLog && low > 0 && smoothHigh / smoothLow > options.LogFactor);
    }

    /// <summary>Draws a curve.</summary>
    /// <param name="curve">What to draw.</param>
    /// <param name="size">In pixels of the page, before it is scaled to its place.</param>
    /// <param name="lastStep">Updates of the whole run.</param>
    /// <param name="marks">Updates after which another phase begins, with its name.</param>
    /// <param name="label">What the curve shows, for those who cannot see it.</param>
    /// <param name="options">When an axis is logarithmic.</param>
    /// <param name="mayBeLog">Whether it may be at all.</param>
    public static string Draw(
        Curve curve, (double Width, double Height) size, double lastStep, IReadOnlyList<(long Step, string Name)> marks, string label, TrainingReportOptions options, bool mayBeLog = true)
    {
        var chart = new CurveChart(curve, size, lastStep, mayBeLog, options);
        chart.Begin(label);
        chart.Grid();
        chart.Marks(marks);
        chart.Lines();
        return chart._svg.Append("</svg>").ToString();
    }

    private double X(double step) => Left + (_steps.Place(step) * (_size.Width - Left - Right));

    private double Y(double value) => Top + ((1 - _values.Place(value)) * (_size.Height - Top - Bottom));

    // The pointer reads the points from the attribute.
    private void Begin(string label)
    {
        var points = string.Join(' ', _curve.Steps.Select((step, i) =>
            $"{Markup.At(X(step))},{Markup.At(Y(_curve.Smooth[i]))},{step.ToString("0", CultureInfo.InvariantCulture)},{Markup.Figure(_curve.Smooth[i])}"));
        _svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"curve\" viewBox=\"0 0 {_size.Width} {_size.Height}\" role=\"img\" aria-label=\"{Markup.Text(label)}\" data-points=\"{points}\">");
    }

    private void Grid()
    {
        foreach (var (value, label) in _values.Ticks())
        {
            var y = Markup.At(Y(value));
            _svg.Append($"<line class=\"grid\" x1=\"{Markup.At(Left)}\" x2=\"{Markup.At(_size.Width - Right)}\" y1=\"{y}\" y2=\"{y}\"/>")
                .Append($"<text class=\"tick\" x=\"{Markup.At(Left - 8)}\" y=\"{y}\" dy=\".35em\" text-anchor=\"end\">{label}</text>");
        }

        var ticks = _steps.Ticks().ToList();
        var every = Math.Max(1, (int)Math.Ceiling(ticks.Count / Math.Min(StepTicks, (_size.Width - Left) / TickWidth)));
        foreach (var (value, label) in ticks.Where((_, index) => index % every == 0))
        {
            _svg.Append($"<text class=\"tick\" x=\"{Markup.At(X(value))}\" y=\"{Markup.At(_size.Height - 6)}\" text-anchor=\"middle\">{label}</text>");
        }
    }

    private void Marks(IReadOnlyList<(long Step, string Name)> marks)
    {
        foreach (var (step, name) in marks)
        {
            var x = Markup.At(X(step));
            _svg.Append($"<line class=\"mark\" x1=\"{x}\" x2=\"{x}\" y1=\"{Markup.At(Top)}\" y2=\"{Markup.At(_size.Height - Bottom)}\"/>")
                .Append($"<text class=\"tick\" x=\"{Markup.At(X(step) + 5)}\" y=\"{Markup.At(Top + 9)}\">{Markup.Text(name)}</text>");
        }
    }

    private void Lines()
    {
        var upper = _curve.Steps.Select((step, i) => $"{Markup.At(X(step))},{Markup.At(Y(_curve.Largest[i]))}");
        var lower = _curve.Steps.Select((step, i) => $"{Markup.At(X(step))},{Markup.At(Y(_curve.Least[i]))}").Reverse();
        var line = _curve.Steps.Select((step, i) => $"{Markup.At(X(step))},{Markup.At(Y(_curve.Smooth[i]))}");
        var (x, y) = (Markup.At(X(_curve.Steps[^1])), Markup.At(Y(_curve.Smooth[^1])));
        _svg.Append($"<polygon class=\"band\" points=\"{string.Join(' ', upper.Concat(lower))}\"/>")
            .Append($"<polyline class=\"line\" points=\"{string.Join(' ', line)}\"/>")
            .Append($"<circle class=\"end\" cx=\"{x}\" cy=\"{y}\" r=\"3.5\"/>");
    }
}
