using HunyuanVideo.Pipelines;
using HunyuanVideo.Tests.Weights;

namespace HunyuanVideo.Tests.Pipelines;

/// <summary>A pipeline of <see cref="TinyModelFolder"/>.</summary>
public sealed class TinyPipeline : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public TinyPipeline()
    {
        TinyModelFolder.Write(Folder);
        Pipeline = TextToVideoPipeline.Open(Folder);
    }

    public string Folder => _scratch.Join("tiny");

    public TextToVideoPipeline Pipeline { get; }

    public GenerationOptions Options => Pipeline.Defaults with { Prompt = "a red circle moves to the right", Seed = 3, Steps = 4 };

    /// <summary>All bytes of all frames.</summary>
    public static async Task<byte[]> PixelsOf(IAsyncEnumerable<VideoFrame> frames)
    {
        var pixels = new List<byte>();
        await foreach (var frame in frames)
        {
            pixels.AddRange(frame.Rgb.ToArray());
        }

        return [.. pixels];
    }

    public void Dispose()
    {
        Pipeline.Dispose();
        _scratch.Dispose();
    }
}
