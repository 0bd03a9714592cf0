namespace HunyuanVideo.Curation.Captions;

/// <summary>Writes or finds captions. Source: spec curation §8.</summary>
public interface ICaptionSource
{
    /// <summary>facts, http, sidecar, toy or human.</summary>
    string Name { get; }

    /// <summary>The caption of a clip, valid or with its faults; null if this source has none for it.</summary>
    Task<CaptionRow?> WriteAsync(CaptionRequest request, CancellationToken cancellationToken);
}
