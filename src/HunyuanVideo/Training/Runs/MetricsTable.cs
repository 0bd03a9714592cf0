using System.Text.Json;

namespace HunyuanVideo.Training.Runs;

/// <summary>The figures of a run's updates, a column each.</summary>
internal sealed class MetricsTable
{
    private readonly List<long> _steps = [];
    private readonly SortedDictionary<string, List<double>> _columns = new(StringComparer.Ordinal);

    /// <summary>The updates, counted from 1, in order.</summary>
    public IReadOnlyList<long> Steps => _steps;

    /// <summary>Names of the columns.</summary>
    public IEnumerable<string> Names => _columns.Keys;

    /// <summary>Updates that were skipped.</summary>
    public int Skipped { get; private set; }

    /// <summary>A column, NaN where an update has no such figure; empty if none has.</summary>
    public IReadOnlyList<double> this[string name] => _columns.TryGetValue(name, out var values) ? values : [];

    /// <summary>Reads the metrics of a run; an empty table if it has none yet.</summary>
    /// <exception cref="InputException">The file is too large, or a line that is not the last is no update.</exception>
    public static MetricsTable Read(string folder, RunOptions options)
    {
        var table = new MetricsTable();
        var path = Path.Join(folder, MetricsLog.FileName);
        if (!File.Exists(path))
        {
            return table;
        }

        if (new FileInfo(path).Length > options.MostMetricsBytes)
        {
            throw new InputException($"{path}: has {new FileInfo(path).Length} bytes, more than {options.MostMetricsBytes} of a training; name a run's folder.");
        }

        var (number, broken) = (0, 0);
        foreach (var line in SharedText.Lines(path))
        {
            number++;
            if (broken > 0)
            {
                throw new InputException($"{path}: line {broken} is no update of a training; name a run's folder.");
            }

            broken = table.Add(line) ? 0 : number;      // the last line may be half of one
        }

        return table;
    }

    private bool Add(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            var step = root.GetProperty("step").GetInt64();
            var isSkipped = root.TryGetProperty("skipped", out var skipped) && skipped.ValueKind == JsonValueKind.True;
            _steps.Add(step);
            Skipped += isSkipped ? 1 : 0;
            foreach (var figure in root.EnumerateObject().Where(figure => figure.Name != "step" && figure.Value.ValueKind == JsonValueKind.Number))
            {
                Put(figure.Name, isSkipped && figure.Name is ("loss" or "grad_norm") ? double.NaN : figure.Value.GetDouble());
            }

            foreach (var column in _columns.Values.Where(column => column.Count < _steps.Count))
            {
                column.Add(double.NaN);
            }

            return true;
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return false;
        }
    }

    private void Put(string name, double value)
    {
        if (!_columns.TryGetValue(name, out var column))
        {
            _columns[name] = column = [.. Enumerable.Repeat(double.NaN, _steps.Count - 1)];
        }

        column.Add(value);
    }
}
