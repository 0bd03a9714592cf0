using HunyuanVideo.Media;
using HunyuanVideo.Pipelines;

using var pipeline = TextToVideoPipeline.Open(args.Length > 0 ? args[0] : "models/toy");
var options = pipeline.Defaults with { Prompt = "a red circle moves to the right on a blue background", Seed = 7 };
var progress = new Progress<GenerationProgress>(state => Console.WriteLine($"{state.Stage} {state.Done}/{state.Total}"));
await foreach (var frame in pipeline.GenerateAsync(options, progress))
{
    PngFile.Write($"frame-{frame.Index:D3}.png", frame.Rgb.Span, frame.Width, frame.Height);
}
