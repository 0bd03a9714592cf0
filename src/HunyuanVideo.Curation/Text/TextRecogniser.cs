namespace HunyuanVideo.Curation.Text;

/// <summary>Reads lines of text by a network and greedy CTC (PP-OCRv4). May be used from several threads. Source: spec curation §4 S6.</summary>
public sealed class TextRecogniser : ITextRecogniser, IDisposable
{
    private readonly OnnxNetwork _network;
    private readonly CtcAlphabet _alphabet;
    private readonly RecogniserOptions _options;

    /// <param name="path">The model: <c>x [1, 3, 48, W]</c> → <c>[1, T, classes]</c>.</param>
    /// <param name="keysPath">One character a line; class 0 is the blank, the last one the space.</param>
    /// <param name="options">Sizes.</param>
    /// <param name="threads">Threads of one run.</param>
    /// <exception cref="InputException">A file is missing or no such model.</exception>
    public TextRecogniser(string path, string keysPath, RecogniserOptions? options = null, int threads = 1)
    {
        _options = options ?? new();
        _alphabet = CtcAlphabet.Read(keysPath);
        _network = OnnxNetwork.Open(path, threads);
    }

    /// <inheritdoc/>
    public TextReading Read(TextPicture picture, TextQuad quad)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var standing = quad.Height > _options.StandingRatio * quad.Width;
        var (length, thickness) = standing ? (quad.Height, quad.Width) : (quad.Width, quad.Height);
        var columns = (int)Math.Ceiling(_options.Height * length / Math.Max(1, thickness) / _options.Multiple) * _options.Multiple;
        var width = Math.Clamp(columns, _options.LeastWidth, _options.MostWidth);
        var input = ModelInput.Cut(picture.Rgb, quad, width, _options.Height, standing, _options.Mean, _options.Deviation);
        var (values, shape) = _network.Run(input, 1, 3, _options.Height, width);
        if (shape is not [1, _, _] || shape[2] != _alphabet.Classes)
        {
            throw new InputException($"the text recogniser gave [{string.Join(", ", shape)}], the key file has {_alphabet.Classes} classes with blank and space; they belong to different models.");
        }

        var reading = _alphabet.Decode(values, (int)shape[1], _options.SpaceEvidence);
        return reading.Confidence < _options.LeastConfidence ? TextReading.Nothing : reading;
    }

    /// <inheritdoc/>
    public void Dispose() => _network.Dispose();
}
