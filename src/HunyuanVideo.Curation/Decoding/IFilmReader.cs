namespace HunyuanVideo.Curation.Decoding;

/// <summary>Takes the frames of a film while another decodes it, so that it is decoded once.</summary>
public interface IFilmReader
{
    /// <summary>Forgets what came before: the film is decoded from its beginning.</summary>
    void Begin();

    /// <summary>Takes the next frame.</summary>
    void Add(DecodedFrame frame);

    /// <summary>That was all.</summary>
    /// <param name="timeBase">Seconds per unit of time stamp.</param>
    void Finish((int Numerator, int Denominator) timeBase);
}
