using HunyuanVideo.Curation.Decoding;

namespace HunyuanVideo.Curation.Ingest;

/// <summary>Takes the frames of a source while S1 decodes it whole, so that it is decoded once.</summary>
internal interface ISourceFilm
{
    /// <summary>Forgets what came before: the source is decoded from its beginning.</summary>
    /// <param name="expected">What the source is by its own words.</param>
    /// <param name="request">What S1 asks of the decoder.</param>
    /// <returns>What is to be asked in its place: the same frames, each as small a picture.</returns>
    DecodeRequest Begin(ProbeRow expected, DecodeRequest request);

    /// <summary>Takes the next frame.</summary>
    void Add(DecodedFrame frame);

    /// <summary>That was all.</summary>
    /// <param name="decoder">The decoder, at its end.</param>
    void Finish(SmallPictureDecoder decoder);

    /// <summary>What to ask in place of a decode that was lost for what was kept of it; null where it is good or at fault itself.</summary>
    /// <param name="decoder">The decoder, at its end or left.</param>
    DecodeRequest? Again(SmallPictureDecoder decoder);
}
