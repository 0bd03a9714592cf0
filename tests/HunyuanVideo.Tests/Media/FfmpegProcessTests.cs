using HunyuanVideo.Media;

namespace HunyuanVideo.Tests.Media;

public sealed class FfmpegProcessTests
{
    /// <summary>Who reads pictures waits for the line that tells of them; the process waits until they are read. Whatever a line's length, it must come.</summary>
    [Theory]
    [InlineData(100)]
    [InlineData(1023)]
    [InlineData(4095)]
    [InlineData(4096)]
    [InlineData(8191)]
    [InlineData((1 << 15) - 1)]
    public async Task LinesComeWhileTheProcessWaits(int length)
    {
        var came = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var process = FfmpegProcess.Start("/bin/sh", "a script", ["-c", $"printf '%{length}s\\n' x >&2; read end"], line => came.TrySetResult(line));

        var line = await came.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.NotEmpty(line);
        process.Stop();
    }

    [Fact]
    public async Task BytesThatAreNoTextAreReplaced()
    {
        var lines = new List<string>();
        using var process = FfmpegProcess.Start("/bin/sh", "a script", ["-c", "printf 'a\\303' >&2; sleep 0.1; printf '\\251\\377b\\nc\\n' >&2"], lines.Add);

        await process.WaitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["aé\uFFFDb", "c", ""], lines);
    }
}
