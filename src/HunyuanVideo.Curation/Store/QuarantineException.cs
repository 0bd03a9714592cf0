using System.Collections.Immutable;

namespace HunyuanVideo.Curation.Store;

/// <summary>A unit is at fault itself: trying again would change nothing.</summary>
/// <param name="code">The fault in one word, for example <c>no_video_stream</c>.</param>
/// <param name="sentence">The fault in one sentence.</param>
/// <param name="command">Program and arguments that show it again.</param>
/// <param name="stderrTail">Last words of the decoder.</param>
public sealed class QuarantineException(string code, string sentence, ImmutableArray<string> command = default, string stderrTail = "") : Exception(sentence)
{
    /// <summary>The fault in one word.</summary>
    public string Code { get; } = code;

    /// <summary>Program and arguments that show it again.</summary>
    public ImmutableArray<string> Command { get; } = command.IsDefault ? [] : command;

    /// <summary>Last words of the decoder.</summary>
    public string StderrTail { get; } = stderrTail;
}
