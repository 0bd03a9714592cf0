using System.Collections.Immutable;
using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Decoding;

/// <summary>One run of ffmpeg or ffprobe on somebody's file with a limit in time; ends with its process tree.</summary>
internal sealed class DecoderRun : IDisposable
{
    private readonly FfmpegProcess _process;
    private readonly CancellationTokenSource _limit;
    private readonly CancellationToken _caller;
    private readonly double _seconds;

    private DecoderRun(FfmpegProcess process, ImmutableArray<string> command, double seconds, TimeProvider clock, CancellationToken caller)
    {
        (_process, Command, _seconds, _caller) = (process, command, seconds, caller);
        _limit = new CancellationTokenSource(TimeSpan.FromSeconds(seconds), clock);
        Token = CancellationTokenSource.CreateLinkedTokenSource(_limit.Token, caller).Token;
    }

    /// <summary>Program and arguments, for a person to repeat.</summary>
    public ImmutableArray<string> Command { get; }

    /// <summary>What it writes.</summary>
    public Stream Output => _process.Output;

    /// <summary>Ends with the caller's wish or the limit.</summary>
    public CancellationToken Token { get; }

    public static DecoderRun Start(string executable, string path, IEnumerable<string> arguments, double seconds, TimeProvider clock, CancellationToken cancellationToken)
    {
        ImmutableArray<string> command = [executable, .. arguments];
        return new DecoderRun(FfmpegProcess.Start(executable, path, command.Skip(1)), command, seconds, clock, cancellationToken);
    }

    /// <summary>Runs an action that reads the output; a limit that ran out is a time-out, not the caller's wish.</summary>
    /// <exception cref="TimeoutException">The limit ran out.</exception>
    public async Task<T> ReadAsync<T>(Func<Stream, CancellationToken, Task<T>> read)
    {
        try
        {
            return await read(Output, Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_limit.IsCancellationRequested && !_caller.IsCancellationRequested)
        {
            throw new TimeoutException(FormattableString.Invariant($"{_process.Subject}: {Path.GetFileName(Command[0])} took longer than {_seconds:0} s."));
        }
    }

    /// <summary>Waits for the end.</summary>
    public Task<(int ExitCode, string Words)> WaitAsync() => ReadAsync((_, token) => _process.WaitAsync(token));

    public void Dispose()
    {
        _process.Dispose();
        _limit.Dispose();
    }
}
