using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Shots;

/// <summary>Stage S2: finds the shots of films. Source: spec curation §4 S2 and §7.</summary>
/// <param name="tools">ffmpeg and ffprobe.</param>
/// <param name="options">Numbers of the search; null: the defaults.</param>
public sealed class ShotFinder(FfmpegTools tools, ShotOptions? options = null)
{
    /// <summary>Name of the stage.</summary>
    public const string StageName = "shots";

    /// <summary>Rises when the same film would get other transitions.</summary>
    public const int AlgorithmVersion = 1;

    /// <summary>What tables name as the finder.</summary>
    public const string DetectorName = "built_in";

    private readonly ShotOptions _options = options ?? new ShotOptions();

    /// <summary>Finds the transitions and shots of a film.</summary>
    /// <param name="path">The film.</param>
    /// <param name="workers">Threads and decoders side by side; they do not change the result.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="InputException">Not there, or no video that can be decoded.</exception>
    public async Task<SourceShots> FindAsync(string path, int workers, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        RequireFile(path);
        var decoder = new SmallPictureDecoder(tools, new DecodeRequest { Path = path, Filter = Thumbnail.Filter, BytesPerPixel = Thumbnail.PlaneCount, Threads = workers });
        var frames = new List<Thumbnail>();
        await foreach (var frame in decoder.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            frames.Add(new Thumbnail(frame.Pts, frame.IsBidirectional, frame.Pixels));
        }

        var transitions = StripTransitions.Find(frames, _options, workers);
        var times = FrameTimes.From([.. frames.Select(frame => frame.Pts)], decoder.TimeBase.Numerator, decoder.TimeBase.Denominator);
        return new SourceShots(times, transitions, Shot.Between(transitions, frames.Count));
    }

    private static void RequireFile(string path)
    {
        if (!File.Exists(path))
        {
            throw new InputException($"{path}: no such file; check the path.");
        }

        if (new FileInfo(path).Length == 0)
        {
            throw new InputException($"{path}: is empty; leave the file out.");
        }
    }
}
