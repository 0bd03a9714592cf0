namespace HunyuanVideo.Pipelines;

/// <summary>The user stopped the work; the message says what is kept and how to go on.</summary>
public sealed class InterruptedWorkException(string message, CancellationToken cancellationToken)
    : OperationCanceledException(message, cancellationToken);
