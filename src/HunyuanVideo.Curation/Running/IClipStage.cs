namespace HunyuanVideo.Curation.Running;

/// <summary>A stage that measures a clip. All stages of a clip share one decode.</summary>
public interface IClipStage : IStage
{
    /// <summary>Registers what wants frames, before the decode.</summary>
    /// <param name="clip">The clip.</param>
    /// <param name="pass">Shares analysers between stages and feeds them.</param>
    /// <returns>What ends the measurement, after the decode and after the stages it reads.</returns>
    ClipFinish Begin(ClipUnit clip, ClipPass pass);

    /// <summary>Whether the file of a clip that is done is there; a stage that writes rows alone has none to miss.</summary>
    bool HasFile(string clipId) => true;
}
