using HunyuanVideo.Media;
using HunyuanVideo.Pipelines;

// dotnet run --project examples/Generate -- models/toy "a red circle moves to the right on a blue background" film.mp4
using var pipeline = TextToVideoPipeline.Open(args[0]);
var options = pipeline.Defaults with { Prompt = args[1], Seed = 7 };
var format = new VideoFormat(options.Width, options.Height, options.FramesPerSecond);
using var film = FfmpegWriter.Start(FfmpegTools.Find(), args[2], format, comment: options.Prompt, overwrite: true);
await foreach (var frame in pipeline.GenerateAsync(options))
{
    await film.WriteAsync(frame.Rgb);
}

await film.CompleteAsync();
