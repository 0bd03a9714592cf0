namespace HunyuanVideo.Curation.Frames;

/// <summary>
/// Measures one clip from one pass over its frames. All analysers of a clip share the decoder, so none may keep more
/// than 16 frames. Not thread-safe; one instance for one clip. Source: spec curation §4.
/// </summary>
public interface IClipAnalyser
{
    /// <summary>Takes the next frame, in order of presentation.</summary>
    void Add(ViewFrame frame);
}
