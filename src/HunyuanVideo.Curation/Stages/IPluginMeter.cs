using System.Collections.Immutable;
using HunyuanVideo.Curation.Running;

namespace HunyuanVideo.Curation.Stages;

/// <summary>How the plug-ins of one kind measure a clip. <see cref="PluginStage"/> runs it.</summary>
internal interface IPluginMeter
{
    /// <summary>The record it writes.</summary>
    Type Row { get; }

    /// <summary>Stages whose rows it reads.</summary>
    ImmutableArray<string> Reads { get; }

    /// <summary>Measures something made up: what is wrong with the model shows before any clip is touched.</summary>
    /// <exception cref="InputException">The model fails, answers in another shape, or gives what is no number.</exception>
    void Try();

    /// <summary>Says which frames it wants, before the decode; see <see cref="IClipStage.Begin"/>.</summary>
    ClipFinish Begin(ClipUnit clip, ClipPass pass);
}
