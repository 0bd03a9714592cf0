using HunyuanVideo.Media;

namespace HunyuanVideo.Tests.Evaluation;

/// <summary>What the product's own mp4 leaves of clips.</summary>
internal static class EncodedClips
{
    /// <summary>Writes all clips one after the other into one file and reads it back, clip by clip.</summary>
    public static async Task<IReadOnlyList<byte[]>> RoundTripAsync(IReadOnlyList<byte[]> clips, int side, int frames, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("hyvideo-judge-");
        try
        {
            var (tools, path, frameBytes) = (FfmpegTools.Find(), Path.Join(folder.FullName, "clips.mp4"), side * side * 3);
            using (var writer = FfmpegWriter.Start(tools, path, new VideoFormat(side, side, 8), "", overwrite: false))
            {
                foreach (var frame in clips.SelectMany(clip => clip.Chunk(frameBytes)))
                {
                    await writer.WriteAsync(frame, cancellationToken);
                }

                await writer.CompleteAsync(cancellationToken);
            }

            var read = await FfmpegReader.ReadFramesAsync(tools, path, cancellationToken).ToListAsync(cancellationToken);
            return [.. read.Chunk(frames).Select(clip => clip.SelectMany(frame => frame).ToArray())];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
