using System.Diagnostics;
using HunyuanVideo.Curation.Decoding;
using HunyuanVideo.Curation.Shots;
using HunyuanVideo.Media;
using HunyuanVideo.Random;
using HunyuanVideo.Synthetic;

namespace HunyuanVideo.Curation.Bench;

/// <summary>A film of the toy world whose cuts are known: what is found, and how fast against decoding alone. Source: spec curation §14 (hard cuts, speed).</summary>
/// <param name="tools">The executables.</param>
/// <param name="scratch">A folder for the film; it is removed again.</param>
public sealed class ShotBench(FfmpegTools tools, string scratch) : IBenchCase
{
    private const double LeastF1 = 0.98;
    private const int Tolerance = 1;
    private const int FewestFrames = 12;
    private const int FrameSpread = 48;
    private const int Rate = 24;
    private static readonly (int Width, int Height) Size = (320, 192);

    /// <inheritdoc/>
    public string Name => "shots";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<BenchFigure>> RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var path = Path.Join(Directory.CreateDirectory(scratch).FullName, $"bench-{Guid.NewGuid():N}.mp4");
        try
        {
            var (cuts, frames) = await WriteFilmAsync(path, options, cancellationToken).ConfigureAwait(false);
            var decoding = await DecodeSecondsAsync(path, cancellationToken).ConfigureAwait(false);
            var begin = Stopwatch.GetTimestamp();
            var film = await new ShotFinder(tools).FindAsync(path, Environment.ProcessorCount, cancellationToken).ConfigureAwait(false);
            var seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
            var found = film.Transitions.Where(transition => transition.Kind == TransitionKind.Cut).Select(cut => cut.First).ToList();
            var right = cuts.Count(cut => found.Exists(other => Math.Abs(cut - other) <= Tolerance));
            return
            [
                new(Name, "frames", frames, "frames"),
                new(Name, "cuts", cuts.Count, "cuts"),
                new(Name, "F1 of the cuts", 2.0 * right / Math.Max(1, cuts.Count + found.Count), "", Least: LeastF1),
                new(Name, "dissolves and fades where there are none", film.Transitions.Count - found.Count, "transitions"),
                new(Name, "time", seconds, "s"),
                new(Name, "against decoding alone", decoding / seconds, "×"),
            ];
        }
        finally
        {
            File.Delete(path);
        }
    }

    private async Task<(List<int> Cuts, int Frames)> WriteFilmAsync(string path, BenchOptions options, CancellationToken cancellationToken)
    {
        var random = Philox.For(options.Seed, "bench.shots");
        var (cuts, frames, last) = (new List<int>(), 0, (Background?)null);
        using var writer = FfmpegWriter.Start(tools, path, new VideoFormat(Size.Width, Size.Height, Rate), "bench", overwrite: true);
        for (var shot = 0; shot < options.Shots; shot++)
        {
            var scene = Next(options.Seed, shot, last);
            var size = new ClipSize(Size.Width, Size.Height, FewestFrames + random.NextInt(FrameSpread), Rate);
            var pixels = SceneRenderer.Render(scene, size).Pixels;
            for (var frame = 0; frame < size.Frames; frame++)
            {
                await writer.WriteAsync(pixels.AsMemory(frame * size.FrameBytes, size.FrameBytes), cancellationToken).ConfigureAwait(false);
            }

            cuts.Add(frames);
            (frames, last) = (frames + size.Frames, scene.Background);
        }

        await writer.CompleteAsync(cancellationToken).ConfigureAwait(false);
        return ([.. cuts.Skip(1)], frames);
    }

    // Two scenes on one background are one shot to any eye.
    private static Scene Next(ulong seed, int shot, Background? last)
    {
        const ulong Tries = 100;
        for (var index = (ulong)shot * Tries; ; index++)
        {
            var scene = SceneSampler.Sample(seed, index, SceneLevel.Level2, Split.Any);
            if (scene.Background.Pattern != last?.Pattern)
            {
                return scene;
            }
        }
    }

    private async Task<double> DecodeSecondsAsync(string path, CancellationToken cancellationToken)
    {
        var begin = Stopwatch.GetTimestamp();
        using var decoder = FfmpegProcess.Start(tools.Ffmpeg, path, ["-nostdin", "-v", "error", .. DecoderSafety.Input(path), "-f", "null", "-"]);
        await decoder.FinishAsync(cancellationToken).ConfigureAwait(false);
        return Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }
}
