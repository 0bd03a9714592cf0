using System.Collections.Immutable;

namespace HunyuanVideo.Curation.Decoding;

/// <summary>The decoder died of a file. Tried once more with one thread, then the unit goes to quarantine. Source: spec curation §5.</summary>
/// <param name="sentence">What happened, with the file's name.</param>
/// <param name="command">Program and arguments.</param>
/// <param name="stderrTail">Its last words.</param>
public sealed class DecoderCrashException(string sentence, ImmutableArray<string> command, string stderrTail) : Exception(sentence)
{
    /// <summary>Program and arguments.</summary>
    public ImmutableArray<string> Command { get; } = command;

    /// <summary>The decoder's last words.</summary>
    public string StderrTail { get; } = stderrTail;
}
