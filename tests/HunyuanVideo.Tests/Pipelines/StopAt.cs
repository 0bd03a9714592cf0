using HunyuanVideo.Pipelines;

namespace HunyuanVideo.Tests.Pipelines;

/// <summary>Cancels when a stage has come to a point, on the thread that works.</summary>
internal sealed class StopAt(GenerationStage stage, int done) : IProgress<GenerationProgress>, IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    public CancellationToken Token => _stop.Token;

    public void Report(GenerationProgress value)
    {
        if (value.Stage == stage && value.Done == done)
        {
            _stop.Cancel();
        }
    }

    public void Dispose() => _stop.Dispose();
}
