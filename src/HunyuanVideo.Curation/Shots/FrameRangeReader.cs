using HunyuanVideo.Curation.Decoding;
using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Shots;

/// <summary>Decodes stretches of a film from the key frame before them; frames get their numbers by their stamps.</summary>
/// <param name="tools">ffmpeg and ffprobe.</param>
/// <param name="table">The film's packets.</param>
/// <param name="request">What to decode to; the place to begin at is set here.</param>
internal sealed class FrameRangeReader(FfmpegTools tools, PacketTable table, DecodeRequest request)
{
    /// <summary>More pictures in a row that no other needs no encoder makes.</summary>
    private const int MostLeftOut = 16;

    /// <summary>Seconds per unit of time stamp, known once a frame was read.</summary>
    public (int Numerator, int Denominator) TimeBase { get; private set; }

    /// <summary>Frames of <paramref name="range"/> in order, each with its number.</summary>
    /// <param name="range">Which.</param>
    /// <param name="isSparse">Whether frames that no other needs are left out.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="PacketMismatchException">A frame is missing or not in the table, or the decoder complained: one may be missing, and where it begins may show in the pictures.</exception>
    public IEnumerable<(int Number, DecodedFrame Frame)> Read(FrameRange range, bool isSparse, CancellationToken cancellationToken)
    {
        var decoder = new SmallPictureDecoder(tools, request with { SkipsUnreferenced = isSparse, SeekSeconds = table.SeekSeconds(table.KeyFrameBefore(range.First)) });
        var (next, isAtEnd) = (range.First, true);
        foreach (var frame in decoder.Read(cancellationToken))
        {
            TimeBase = decoder.TimeBase;
            var number = table.IndexOf(frame.Pts);
            if (number > range.Last)
            {
                isAtEnd = false;
                break;
            }

            // Leading pictures of an open group cannot be decoded from its key frame: they come out broken, or not at all.
            if (number < range.First)
            {
                continue;
            }

            if (decoder.HasErrors)
            {
                throw new PacketMismatchException($"{request.Path}: is damaged before frame {number}.");
            }

            if (number < next || (number > next && !isSparse))
            {
                throw new PacketMismatchException($"{request.Path}: frame {number} came where {next} was due.");
            }

            next = number + 1;
            yield return (number, frame);
        }

        if (isAtEnd && decoder.HasErrors)
        {
            throw new PacketMismatchException($"{request.Path}: is damaged at its end.");
        }

        if (next <= range.Last - (isSparse ? MostLeftOut : 0))
        {
            throw new PacketMismatchException($"{request.Path}: frame {next} did not come.");
        }
    }
}
