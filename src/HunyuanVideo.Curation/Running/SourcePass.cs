using HunyuanVideo.Curation.Decoding;
using HunyuanVideo.Curation.Frames;
using HunyuanVideo.Curation.Ingest;
using HunyuanVideo.Curation.Shots;
using HunyuanVideo.Curation.Store;
using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Running;

/// <summary>
/// What the stages of one source and of its clips share, so that it is decoded once: the search for shots takes part in the
/// decode that counts frames, and views are kept until the last clip is done. Source: spec curation §4.
/// </summary>
/// <param name="options">What clips are made of.</param>
/// <param name="disk">Tells the room for views.</param>
/// <param name="scratch">Their folder; null: none are kept, for no clip is analysed.</param>
public sealed class SourcePass(ClipDecodeOptions options, IFileLayer disk, string? scratch) : ISourceFilm
{
    // Others write too, and each source in work wants as much.
    private const int RoomShare = 4;

    private int _holders = 1;
    private ViewPlan? _plan;
    private DecodeRequest? _asked;

    /// <summary>Takes the frames of whichever stage decodes the source whole; null where no stage to come looks for shots.</summary>
    public WholeFilm? Film { get; set; }

    /// <summary>Shots that were found in the decode of another stage; null where they are still to be found.</summary>
    public SourceShots? Shots { get; private set; }

    /// <summary>The views; null where they are to be decoded.</summary>
    internal KeptViews? Views { get; private set; }

    /// <inheritdoc/>
    DecodeRequest ISourceFilm.Begin(ProbeRow expected, DecodeRequest request)
    {
        Drop();
        Film?.Begin();
        (_plan, _asked) = (ViewPlan.Of(expected, options), request);
        Views = _plan is not null && scratch is not null && HasRoom(_plan, scratch) ? new KeptViews(_plan, scratch) : null;
        return _plan?.Adapt(request, Views) ?? request;
    }

    /// <inheritdoc/>
    void ISourceFilm.Add(DecodedFrame frame) => Film?.Add(frame);

    /// <inheritdoc/>
    void ISourceFilm.Finish(SmallPictureDecoder decoder)
    {
        if (IsLost(decoder))
        {
            return;
        }

        Film?.Finish(decoder.TimeBase);
        Shots = Film?.Found;
        if (Views is { } views && (decoder.HasChanged || !views.IsWhole))
        {
            DropViews();
        }
    }

    /// <inheritdoc/>
    DecodeRequest? ISourceFilm.Again(SmallPictureDecoder decoder) => IsLost(decoder) ? WithoutViews() : null;

    /// <summary>Decodes a source whose plan is known, for its shots and views.</summary>
    /// <param name="tools">The executables.</param>
    /// <param name="path">The source's file.</param>
    /// <param name="probe">What S1 says of it.</param>
    /// <param name="keepsViews">Whether views are kept where there is room.</param>
    /// <param name="cancellationToken">Ends the decoder.</param>
    /// <exception cref="InputException">It cannot be decoded, or not as many frames as S1 counted: its decoder was killed, or it has changed.</exception>
    internal SourceShots Decode(FfmpegTools tools, string path, ProbeRow probe, bool keepsViews, CancellationToken cancellationToken)
    {
        ISourceFilm film = this;
        var request = film.Begin(probe, new DecodeRequest
        {
            Path = path,
            VideoStream = probe.VideoStream,
            Filter = Thumbnail.Filter,
            BytesPerPixel = Thumbnail.PlaneCount,
            TimeLimit = DecodeLimits.For(probe.DurationS),
        });
        for (DecodeRequest? next = keepsViews ? request : WithoutViews(); next is not null;)
        {
            var decoder = new SmallPictureDecoder(tools, next);
            foreach (var frame in decoder.Read(cancellationToken))
            {
                film.Add(frame);
            }

            film.Finish(decoder);
            next = film.Again(decoder);
        }

        var shots = Shots ?? throw new InvalidOperationException("No stage looks for shots.");
        return shots.Times.Count == probe.Frames
            ? shots
            : throw new InputException(FormattableString.Invariant($"{path}: {shots.Times.Count} frames of {probe.Frames} decode now; leave the file as it is and run again."));
    }

    /// <summary>
    /// S1 has counted the frames. Where they are others than the packets promised, a later run would decode the source in another
    /// way: what was found and kept is forgotten.
    /// </summary>
    internal void Confirm(ProbeRow found)
    {
        if (_plan != ViewPlan.Of(found, options))
        {
            Drop();
        }
    }

    /// <summary>Another piece of work that reads the views begins.</summary>
    internal void Enter() => Interlocked.Increment(ref _holders);

    /// <summary>A piece of work has ended; with the last one the views go.</summary>
    internal void Leave()
    {
        if (Interlocked.Decrement(ref _holders) == 0)
        {
            DropViews();
        }
    }

    private DecodeRequest WithoutViews()
    {
        Drop();
        Film?.Begin();
        return _plan!.Adapt(_asked!, null);
    }

    // Frames beyond what was promised, or a file that could not be written: without views the decode may be good.
    private bool IsLost(SmallPictureDecoder decoder) => Views is not null && (decoder.HasTooMany || decoder.ExitCode != 0);

    private bool HasRoom(ViewPlan plan, string folder)
    {
        Directory.CreateDirectory(folder);
        return (plan.ViewsBytes + plan.PlanesBytes) * RoomShare < disk.FreeBytes(folder);
    }

    private void Drop()
    {
        DropViews();
        Shots = null;
    }

    private void DropViews()
    {
        Views?.Dispose();
        Views = null;
    }
}
