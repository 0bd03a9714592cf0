namespace HunyuanVideo.Tests.Training;

/// <summary>Stands for a process that ends without saving.</summary>
internal sealed class KilledException : Exception;
