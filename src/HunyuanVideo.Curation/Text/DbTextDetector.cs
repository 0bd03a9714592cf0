namespace HunyuanVideo.Curation.Text;

/// <summary>Finds lines of text by a network of differentiable binarisation (PP-OCRv4). Source: spec curation §4 S6.</summary>
public sealed class DbTextDetector : ITextDetector, IDisposable
{
    private readonly OnnxNetwork _network;
    private readonly DetectorOptions _options;

    /// <param name="path">The model: <c>x [1, 3, H, W]</c> → probabilities <c>[1, 1, H, W]</c>.</param>
    /// <param name="options">Thresholds and sizes.</param>
    /// <param name="threads">Threads of one run.</param>
    /// <exception cref="InputException">Missing or no such model.</exception>
    public DbTextDetector(string path, DetectorOptions? options = null, int threads = 1)
    {
        _options = options ?? new();
        _network = OnnxNetwork.Open(path, threads);
    }

    /// <inheritdoc/>
    public IReadOnlyList<FoundText> Find(TextPicture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var scale = Math.Min(1.0, (double)_options.LongSide / Math.Max(picture.Width, picture.Height));
        var (width, height) = (_options.Fit(picture.Width * scale), _options.Fit(picture.Height * scale));
        var (values, shape) = _network.Run(ModelInput.Resize(picture.Rgb, width, height, _options.Mean, _options.Deviation), 1, 3, height, width);
        if (shape is not [1, 1, _, _] || shape[2] != height || shape[3] != width)
        {
            throw new InputException($"the text detector gave [{string.Join(", ", shape)}] for a picture of {width}×{height}; it must give one probability a pixel.");
        }

        return new ProbabilityMap(width, height, values).Lines(_options, (double)picture.Width / width, (double)picture.Height / height);
    }

    /// <inheritdoc/>
    public void Dispose() => _network.Dispose();
}
