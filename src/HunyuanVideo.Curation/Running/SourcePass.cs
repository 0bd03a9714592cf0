using HunyuanVideo.Curation.Shots;

namespace HunyuanVideo.Curation.Running;

/// <summary>What the stages of one source share, so that it is decoded once. Source: spec curation §4.</summary>
public sealed class SourcePass
{
    /// <summary>Takes the frames of whichever stage decodes the source whole; null where no stage to come looks for shots.</summary>
    public WholeFilm? Film { get; set; }
}
