using HunyuanVideo.Curation.Decoding;
using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Shots;

/// <summary>The ways to decode one film and decide on its transitions; all find the same. Source: spec curation §7, speed.</summary>
internal sealed class FilmDecoding(FfmpegTools tools, string path, PacketTable? table, ShotOptions options, int workers)
{
    private readonly DecodeRequest _request = new()
    {
        Path = path,
        Filter = Thumbnail.Filter,
        BytesPerPixel = Thumbnail.PlaneCount,
        TimeLimit = table is null ? DecodeLimits.Longest : DecodeLimits.For(table.Seconds),
    };

    private PacketTable Table => table ?? throw new InvalidOperationException("The film's packets are not known.");

    /// <summary>All frames from one decoder. What it puts in place of damaged pictures depends on its threads: where it complains, one thread decides.</summary>
    public SourceShots FindWhole(CancellationToken cancellationToken)
    {
        var found = FindWhole(workers, cancellationToken);
        return found.IsDamaged && workers > 1 ? FindWhole(1, cancellationToken) : found;
    }

    private SourceShots FindWhole(int threads, CancellationToken cancellationToken)
    {
        var decoder = new SmallPictureDecoder(tools, _request with { Threads = threads });
        var film = new WholeFilm(options, workers);
        film.Begin();
        foreach (var frame in decoder.Read(cancellationToken))
        {
            film.Add(frame);
        }

        film.Finish(decoder.TimeBase);
        return film.Found! with { IsDamaged = decoder.HasErrors };
    }

    /// <summary>Frames that others need, and the rest only where something may happen.</summary>
    public async Task<SourceShots> FindByTwoLevelsAsync(CancellationToken cancellationToken)
    {
        var reader = new FrameRangeReader(tools, Table, _request);
        var film = new TwoLevelFilm(reader, Table, options, workers);
        var transitions = new TransitionList();
        foreach (var strip in StripRange.Of(Table.Count, options.Decoding))
        {
            transitions.Add(strip, await film.FindAsync(strip.Frames, cancellationToken).ConfigureAwait(false));
        }

        return SourceShots.Of(transitions.All, Table.Pts, reader.TimeBase);
    }
}
