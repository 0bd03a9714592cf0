namespace HunyuanVideo.Pipelines;

/// <summary>What earlier runs of the same job left on disk.</summary>
/// <param name="IsMade">Whether the video lies there with the very record this run would write.</param>
/// <param name="Latents">Its latents, owned by this object.</param>
internal sealed record EarlierWork(bool IsMade, LatentsFile? Latents) : IDisposable
{
    private static readonly EarlierWork None = new(false, null);

    /// <summary>Whether steps are left to do.</summary>
    public bool NeedsSampling => !IsMade && Latents?.IsFinished != true;

    /// <summary>Looks at the job's files.</summary>
    /// <param name="job">What is to be made.</param>
    /// <param name="record">Its record in this run.</param>
    /// <param name="latentShape">Shape of its latents.</param>
    /// <exception cref="InputException">Files of something else are in the way and may not be replaced; the message has a line for each.</exception>
    public static EarlierWork Find(VideoJob job, GenerationRecord record, long[] latentShape)
    {
        if (job.Overwrite)
        {
            return new EarlierWork(false, FindLatents(job, record, latentShape));
        }

        var hasRecord = HasRecord(job, record);
        if (hasRecord && File.Exists(job.Path))
        {
            return new EarlierWork(true, null);
        }

        string[] inTheWay = [.. VideoJob.FilesInTheWay(job.Path)];
        if (inTheWay.Length == 0 && !hasRecord && File.Exists(job.RecordPath))
        {
            inTheWay = [job.RecordPath];
        }

        return inTheWay.Length > 0
            ? throw new InputException(string.Join(Environment.NewLine, inTheWay.Select(VideoJob.RefusalOf)))
            : FindLatents(job, record, latentShape) is { } latents ? new EarlierWork(false, latents) : None;
    }

    /// <inheritdoc/>
    public void Dispose() => Latents?.Dispose();

    private static bool HasRecord(VideoJob job, GenerationRecord record) =>
        File.Exists(job.RecordPath) && File.ReadAllText(job.RecordPath) == record.ToIndentedJson();

    private static LatentsFile? FindLatents(VideoJob job, GenerationRecord record, long[] latentShape)
    {
        if (!File.Exists(job.LatentsPath))
        {
            return null;
        }

        try
        {
            var file = LatentsFile.Open(job.LatentsPath);
            if (file.Record.IsSameAs(record) && file.State.Latents.shape.SequenceEqual(latentShape))
            {
                return file;
            }

            file.Dispose();
        }
        catch (InputException) when (job.Overwrite)
        {
            return null;
        }

        return job.Overwrite
            ? null
            : throw new InputException(
                $"{job.LatentsPath}: holds latents of another video; decode them (hyvideo decode), choose another --out, or pass --force to replace them.");
    }
}
