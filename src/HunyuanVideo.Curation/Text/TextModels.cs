using System.Security.Cryptography;

namespace HunyuanVideo.Curation.Text;

/// <summary>The detector and the recogniser of a folder (PP-OCRv4), opened once for all clips.</summary>
public sealed class TextModels : IDisposable
{
    private const string DetectorFile = "ch_PP-OCRv4_det_infer.onnx";
    private const string RecogniserFile = "ch_PP-OCRv4_rec_infer.onnx";
    private const string KeyFile = "ppocr_keys_v1.txt";

    private readonly DbTextDetector _detector;

    private TextModels(DbTextDetector detector, TextRecogniser recogniser, string hash)
    {
        (_detector, Recogniser, Hash) = (detector, recogniser, hash);
        Detector = new CheckedTextDetector(detector, recogniser);
    }

    /// <summary>Finds lines; very high ones only if they can be read.</summary>
    public ITextDetector Detector { get; }

    /// <summary>Reads them.</summary>
    public TextRecogniser Recogniser { get; }

    /// <summary>SHA-256 over the files' SHA-256, in the order detector, recogniser, keys: part of the stage's key.</summary>
    public string Hash { get; }

    /// <summary>Whether a folder holds all three files.</summary>
    public static bool AreIn(string folder) => new[] { DetectorFile, RecogniserFile, KeyFile }.All(file => File.Exists(Path.Join(folder, file)));

    /// <summary>Opens the models of a folder.</summary>
    /// <param name="folder">Holds the two networks and the key file.</param>
    /// <param name="threads">Threads of one run; results do not depend on it.</param>
    /// <exception cref="InputException">A file is missing or no such model.</exception>
    public static TextModels Open(string folder, int threads = 1)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var (detectorPath, recogniserPath, keyPath) = (Path.Join(folder, DetectorFile), Path.Join(folder, RecogniserFile), Path.Join(folder, KeyFile));
        var detector = new DbTextDetector(detectorPath, threads: threads);
        try
        {
            var recogniser = new TextRecogniser(recogniserPath, keyPath, threads: threads);
            return new(detector, recogniser, HashOf(detectorPath, recogniserPath, keyPath));
        }
        catch
        {
            detector.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _detector.Dispose();
        Recogniser.Dispose();
    }

    private static string HashOf(params ReadOnlySpan<string> paths)
    {
        var hashes = new MemoryStream();
        foreach (var path in paths)
        {
            using var stream = File.OpenRead(path);
            hashes.Write(SHA256.HashData(stream));
        }

        return Convert.ToHexStringLower(SHA256.HashData(hashes.ToArray()));
    }
}
