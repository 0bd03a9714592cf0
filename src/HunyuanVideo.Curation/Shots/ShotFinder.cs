using HunyuanVideo.Curation.Units;
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
    public const int AlgorithmVersion = 2;

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
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        RequireFile(path);
        var table = await ProbeAsync(path, cancellationToken).ConfigureAwait(false);
        var film = new FilmDecoding(tools, path, table, _options, workers);
        try
        {
            return await (Choose(table, workers) == DecodeStrategy.TwoLevel
                ? film.FindByTwoLevelsAsync(cancellationToken)
                : Task.Run(() => film.FindWhole(cancellationToken), cancellationToken)).ConfigureAwait(false);
        }
        catch (PacketMismatchException)
        {
            return await Task.Run(() => film.FindWhole(cancellationToken), cancellationToken).ConfigureAwait(false);
        }
    }

    private DecodeStrategy Choose(PacketTable? table, int workers)
    {
        var decoding = _options.Decoding;
        if (table is null)
        {
            return DecodeStrategy.Whole;
        }

        if (decoding.Strategy != DecodeStrategy.Fastest)
        {
            return decoding.Strategy;
        }

        // One worker gains by frames left out alone, several by segments side by side; else one decoder goes through while strips are decided on.
        var pays = workers == 1 ? decoding.LeavesOut(table.Pixels) : table.Segments(0, table.Count, decoding.Parts(table.Count, table.Pixels, workers)).Count > 1;
        return table.Seconds >= decoding.LeastSeconds && pays ? DecodeStrategy.TwoLevel : DecodeStrategy.Whole;
    }

    private async Task<PacketTable?> ProbeAsync(string path, CancellationToken cancellationToken)
    {
        var isAsked = _options.Decoding.Strategy switch
        {
            DecodeStrategy.Whole => false,
            DecodeStrategy.Fastest => new FileInfo(path).Length >= _options.Decoding.LeastProbedBytes,
            _ => true,
        };
        return isAsked ? await PacketProbe.ReadAsync(tools, path, cancellationToken).ConfigureAwait(false) : null;
    }

    private static void RequireFile(string path)
    {
        if (!File.Exists(path))
        {
            throw new InputException($"{OneLine.Text(path)}: {(Directory.Exists(path) ? "is a folder; name its films" : "no such file; check the path")}.");
        }

        if (new FileInfo(path).Length == 0)
        {
            throw new InputException($"{OneLine.Text(path)}: {(FileLength.IsIrregular(path) ? "is a pipe, a socket or a device" : "is empty")}; leave the file out.");
        }
    }
}
