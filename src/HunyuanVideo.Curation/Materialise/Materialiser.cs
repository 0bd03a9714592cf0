using System.Collections.Concurrent;
using HunyuanVideo.Curation.Policies;
using HunyuanVideo.Curation.Store;
using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Materialise;

/// <summary>
/// Stage S19: writes an accepted set as WebDataset archives. Works in a folder beside the set's and renames it when whole;
/// started again after a kill it goes on with the clips encoded already. Source: spec curation §10.
/// </summary>
/// <param name="tools">ffmpeg.</param>
/// <param name="options">How to write.</param>
public sealed class Materialiser(FfmpegTools tools, MaterialiseOptions options)
{
    private const string Encoded = ".items";
    private const string Failed = "failed";

    /// <summary>Writes a set into <c>folder/NAME</c>.</summary>
    /// <param name="policy">Has an output.</param>
    /// <param name="policyHash">See <see cref="PolicyReader.Hash"/>.</param>
    /// <param name="items">In the order of the shards; see <see cref="MaterialReader"/>.</param>
    /// <param name="folder">Parent of the set's folder.</param>
    /// <param name="provenance">What made the set.</param>
    /// <param name="progress">Told the number of items encoded.</param>
    /// <param name="cancellationToken">Stops; what is encoded stays for the next call.</param>
    /// <exception cref="InputException">The policy has no output, or the set's folder exists.</exception>
    public async Task<SetManifest> WriteAsync(
        Policy policy, string policyHash, IReadOnlyList<MaterialItem> items, string folder, SetProvenance provenance, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(provenance);
        var output = policy.Output ?? throw new InputException($"policy {policy.Set} has no 'output'; add one to write the set.");
        var final = Path.Join(folder, policy.Set);
        if (Directory.Exists(final))
        {
            throw new InputException($"{final}: exists already; move it away or give another --out.");
        }

        // The hash is in the name: clips cut for another policy are not taken for this one's.
        var work = $"{final}.{policyHash}.part";
        Directory.CreateDirectory(Path.Join(work, Encoded));
        var (plans, leftOut) = Plan(items, output);
        var failed = await EncodeAllAsync(plans, output, work, progress, cancellationToken).ConfigureAwait(false);
        leftOut.AddRange(failed);
        var written = plans.Where(plan => !failed.Any(fault => fault.ClipId == plan.Item.ClipId)).ToList();
        WriteShards(written, output, policyHash, work);
        var manifest = Manifest(policy, policyHash, provenance, output, written, leftOut);
        SetFiles.WriteLeftOut(work, leftOut);
        SetFiles.WriteManifest(work, manifest);
        Directory.Delete(Path.Join(work, Encoded), recursive: true);
        SetFiles.WriteSums(work);
        Directory.Move(work, final);
        return manifest;
    }

    private (List<ItemPlan> Plans, List<LeftOutItem> LeftOut) Plan(IReadOnlyList<MaterialItem> items, PolicyOutput output)
    {
        var buckets = new AspectBuckets(output);
        var (plans, leftOut) = (new List<ItemPlan>(items.Count), new List<LeftOutItem>());
        foreach (var item in items)
        {
            var (cut, fault) = item.Path.Length == 0 ? (null, LeftOutItem.Gone) : buckets.Cut(item);
            if (cut is null)
            {
                leftOut.Add(new LeftOutItem(item.ClipId, item.SourceId, fault!, item.Content()));
                continue;
            }

            var keepsAudio = cut.Frames > 1 && options.Storage == FrameStorage.H264 && item.HasAudio && (output.Audio == "keep" || (output.Audio == "keep_if_good" && item.AudioClass is not null));
            plans.Add(new ItemPlan(item, cut, FrameSchedule.Of(item.Times, output.Fps, cut.Frames), keepsAudio));
        }

        return (plans, leftOut);
    }

    private async Task<List<LeftOutItem>> EncodeAllAsync(List<ItemPlan> plans, PolicyOutput output, string work, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var encoder = new ClipEncoder(tools, output, options);
        var failed = new ConcurrentBag<LeftOutItem>();
        var done = 0;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Encoders, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(plans, parallel, async (plan, token) =>
        {
            var path = EncodedPath(work, plan, encoder);
            try
            {
                if (!File.Exists(path))
                {
                    await encoder.EncodeAsync(plan, path, token).ConfigureAwait(false);
                }
            }
            catch (IOException fault) when (!StoreFullException.IsCauseOf(fault))
            {
                failed.Add(new LeftOutItem(plan.Item.ClipId, plan.Item.SourceId, Failed, plan.Item.Content(), fault.Message));
            }

            progress?.Report(Interlocked.Increment(ref done));
        }).ConfigureAwait(false);
        return [.. failed.OrderBy(fault => fault.ClipId, StringComparer.Ordinal)];
    }

    private void WriteShards(List<ItemPlan> plans, PolicyOutput output, string policyHash, string work)
    {
        var encoder = new ClipEncoder(tools, output, options);
        using var writer = new ShardWriter(work, options);
        var index = new List<ShardIndexRow>(plans.Count);
        foreach (var plan in plans)
        {
            var json = ItemRecord.Make(plan, output, policyHash);
            using var pixels = File.OpenRead(EncodedPath(work, plan, encoder));
            var (shard, offset, captionOffset) = writer.Add(plan.Bucket, plan.Item.ClipId, encoder.Extension(plan), pixels, json);
            index.Add(new ShardIndexRow
            {
                ClipId = plan.Item.ClipId,
                SourceId = plan.Item.SourceId,
                Shard = shard,
                Offset = offset,
                Length = pixels.Length,
                Bucket = plan.Bucket,
                Weight = plan.Item.Weight,
                CaptionOffset = captionOffset,
                CaptionLength = json.Length,
                CopyGroup = plan.Item.CopyGroup,
                Content = plan.Item.Content(),
            });
        }

        writer.Complete();
        SetFiles.WriteIndex(work, index);
    }

    // The item's content is in the name: what was encoded with another crop is not taken for it after a stop.
    private static string EncodedPath(string work, ItemPlan plan, ClipEncoder encoder) => Path.Join(work, Encoded, $"{plan.Item.Content()}.{encoder.Extension(plan)}");

    private SetManifest Manifest(Policy policy, string policyHash, SetProvenance provenance, PolicyOutput output, List<ItemPlan> plans, List<LeftOutItem> leftOut) => new()
    {
        Set = policy.Set,
        Decided = provenance.Decided,
        Items = plans.Count,
        Seconds = plans.Sum(plan => plan.Schedule.Count / output.Fps),
        Buckets = SetManifest.Counts(plans.Select(plan => plan.Bucket)),
        LeftOut = SetManifest.Counts(leftOut.Select(item => item.Reason)),
        PolicyHash = policyHash,
        Policy = policy,
        Storage = options.Storage,
        Program = provenance.Program,
        Ffmpeg = provenance.Ffmpeg,
        StageKeys = new SortedDictionary<string, string>(provenance.StageKeys.ToDictionary(), StringComparer.Ordinal),
    };
}
