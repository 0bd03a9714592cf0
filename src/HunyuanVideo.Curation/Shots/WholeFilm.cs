using HunyuanVideo.Curation.Decoding;

namespace HunyuanVideo.Curation.Shots;

/// <summary>Stage S2 on a film that is decoded whole, by whomever: takes its frames and finds the shots. Source: spec curation §7.</summary>
/// <param name="options">Numbers of the search.</param>
/// <param name="workers">Threads side by side; they do not change the result.</param>
public sealed class WholeFilm(ShotOptions options, int workers)
{
    private StripCollector? _collector;

    /// <summary>What was found; null until the film has come to its end.</summary>
    public SourceShots? Found { get; private set; }

    /// <summary>Forgets what came before: the film is decoded from its beginning.</summary>
    public void Begin() => (_collector, Found) = (new StripCollector(options, workers), null);

    /// <summary>Takes the next frame.</summary>
    public void Add(DecodedFrame frame) => Collector.Add(Thumbnail.Of(frame));

    /// <summary>Finds the shots: that was all.</summary>
    /// <param name="timeBase">Seconds per unit of time stamp.</param>
    public void Finish((int Numerator, int Denominator) timeBase) => Found = SourceShots.Of(Collector.Finish(), Collector.Pts, timeBase);

    private StripCollector Collector => _collector ?? throw new InvalidOperationException("No film has begun.");
}
