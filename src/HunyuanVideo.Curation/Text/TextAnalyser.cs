using HunyuanVideo.Curation.Frames;
using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Text;

/// <summary>Measures how much of a clip is covered by writing, and what kind. Source: spec curation §4 S6.</summary>
public sealed class TextAnalyser : IClipAnalyser
{
    /// <summary>The stage's name.</summary>
    public const string Stage = "text";

    /// <summary>Version of the algorithm.</summary>
    public const int Version = 1;

    private readonly AnalysedClip _clip;
    private readonly ITextDetector _detector;
    private readonly ITextRecogniser? _recogniser;
    private readonly TextOptions _options;
    private readonly HashSet<int> _wanted;
    private readonly List<TextPicture> _pictures = [];

    /// <param name="clip">The clip whose frames will come.</param>
    /// <param name="detector">Finds lines.</param>
    /// <param name="recogniser">Reads some; null to read none.</param>
    /// <param name="options">Rules.</param>
    public TextAnalyser(AnalysedClip clip, ITextDetector detector, ITextRecogniser? recogniser = null, TextOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(clip);
        ArgumentNullException.ThrowIfNull(detector);
        (_clip, _detector, _recogniser, _options) = (clip, detector, recogniser, options ?? new());
        _wanted = [.. EvenSamples.Of(clip.First, clip.Frames, _options.Samples)];
    }

    /// <inheritdoc/>
    public void Add(ViewFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (_wanted.Contains(frame.Index))
        {
            _pictures.Add(new(frame));
        }
    }

    /// <summary>What was found, or null if none of the wanted frames came.</summary>
    public TextFindings? Finish()
    {
        if (_pictures.Count == 0)
        {
            return null;
        }

        var series = TextSeries.Of(_pictures, _detector, _options);
        var (horizontal, vertical) = ((double)_clip.Width / series.Width, (double)_clip.Height / series.Height);
        var band = SubtitleSearch.Find(_pictures, series, _options)?.Scale(horizontal, vertical);
        var text = _recogniser is null ? "" : LineReader.Sample(_pictures, series, _recogniser, _options);
        var boxes = Distinct(series).Select(box => box.Intersect(new(0, 0, series.Width, series.Height)).Scale(horizontal, vertical));
        return new(Row(series, band, text), [.. boxes]);
    }

    private TextRow Row(TextSeries series, PixelBox? band, string text)
    {
        var coverage = Enumerable.Range(0, series.Lines.Count).Select(series.Coverage).ToArray();
        var scripts = string.Join(',', WritingScript.Count(text).Keys);
        return new()
        {
            ClipId = _clip.ClipId,
            CoverageMax = (float)coverage.Max(),
            CoverageMean = (float)(coverage.Sum() / coverage.Length),
            AreaBoxes = (float)series.TotalCoverage(),
            Subtitle = band is not null,
            SubtitleX0 = band?.X0,
            SubtitleY0 = band?.Y0,
            SubtitleX1 = band?.X1,
            SubtitleY1 = band?.Y1,
            Scroll = series.Shift is not null,
            Languages = scripts.Length == 0 ? null : scripts,
            TextSample = text.Length == 0 ? null : text,
        };
    }

    /// <summary>A box per place: larger ones first, those that lie mostly within a known one left out.</summary>
    private List<PixelBox> Distinct(TextSeries series)
    {
        var boxes = new List<PixelBox>();
        foreach (var box in series.Lines.SelectMany(lines => lines).Select(line => line.Box).OrderByDescending(box => box.Area).ThenBy(box => box.Y0).ThenBy(box => box.X0))
        {
            var known = boxes.FindIndex(other => FoundText.Overlap(other, box) >= _options.SameOverlap);
            if (known < 0)
            {
                boxes.Add(box);
            }
            else
            {
                var other = boxes[known];
                boxes[known] = new(Math.Min(other.X0, box.X0), Math.Min(other.Y0, box.Y0), Math.Max(other.X1, box.X1), Math.Max(other.Y1, box.Y1));
            }
        }

        return boxes;
    }
}
