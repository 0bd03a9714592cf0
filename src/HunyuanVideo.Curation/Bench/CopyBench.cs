using HunyuanVideo.Curation.Alike;
using HunyuanVideo.Random;

namespace HunyuanVideo.Curation.Bench;

/// <summary>Signatures with planted copies: what is found, and how much faster than comparing every pair. Source: spec curation §14 (duplicates).</summary>
public sealed class CopyBench : IBenchCase
{
    private const string Copied = "-copy";
    private const int CopiedEvery = 10;             // one clip of so many has a copy
    private const int Samples = 20;                 // of a signature: 5 s
    private const int MostTrim = 4;
    private const double KeptBit = 0.93;            // from one sample to the next
    private const double FlippedBit = 0.08;         // of a copy: 5 bits of 64
    private const int LookDimension = 256;
    private const double LookNoise = 0.005;
    private const int ProbedPairs = 20_000;
    private const double SignaturesPerSecond = 4;
    private const double LeastRecall = 0.98;
    private const double LeastPrecision = 0.99;
    private const int LeastTimedClips = 1000;       // below it the time says more of the machine than of the search

    /// <inheritdoc/>
    public string Name => "copies";

    /// <inheritdoc/>
    public Task<IReadOnlyList<BenchFigure>> RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var clips = Pool(options.Clips, options.Seed);
        cancellationToken.ThrowIfCancellationRequested();
        DuplicateResult? found = null;
        var watch = BenchWatch.Time(() => found = new DuplicateFinder(new DuplicateOptions()).Find(clips, SignaturesPerSecond));
        var right = found!.Edges.Count(edge => edge.B == edge.A + Copied);
        var planted = clips.Count(clip => clip.ClipId.EndsWith(Copied, StringComparison.Ordinal));
        var verifier = new PairVerifier(clips, new DuplicateOptions());
        var probe = BenchWatch.Time(() =>
        {
            for (var pair = 0; pair < ProbedPairs; pair++)
            {
                verifier.Match(pair % clips.Count, (pair * 7 + 1) % clips.Count);
            }
        });
        var allPairs = probe.Seconds / ProbedPairs * clips.Count * (clips.Count - 1) / 2;
        return Task.FromResult<IReadOnlyList<BenchFigure>>(
        [
            new(Name, "clips", clips.Count, "clips"),
            new(Name, "recall", planted == 0 ? 1 : (double)right / planted, "", Least: LeastRecall),
            new(Name, "precision", found.Edges.Count == 0 ? 1 : (double)right / found.Edges.Count, "", Least: LeastPrecision),
            new(Name, "time", watch.Seconds, "s"),
            new(Name, "of all cores", watch.CoreSeconds, "core-s"),
            new(Name, "faster than one core that compares every pair", allPairs / watch.Seconds, "×", Least: clips.Count < LeastTimedClips ? null : 1),
        ]);
    }

    private static List<AlikeClip> Pool(int count, ulong seed)
    {
        var clips = new List<AlikeClip>();
        for (var index = 0; clips.Count < count; index++)
        {
            var random = Philox.For(seed, "bench.copies", (ulong)index);
            var clip = Clip($"{index:x8}", Signature(random), Look(random));
            clips.Add(clip);
            if (index % CopiedEvery == 0)
            {
                clips.Add(CopyOf(clip, random));
            }
        }

        return clips;
    }

    private static AlikeClip Clip(string id, ulong[] signature, float[] look) => new() { ClipId = id, Signature = signature, Look = look, Quality = 0.5, Clarity = 0.5, Height = 1080 };

    private static ulong[] Signature(Philox random)
    {
        var signature = new ulong[Samples];
        signature[0] = Bits(random, 0.5);
        for (var i = 1; i < Samples; i++)
        {
            signature[i] = signature[i - 1] ^ Bits(random, 1 - KeptBit);
        }

        return signature;
    }

    private static float[] Look(Philox random) => Unit([.. Enumerable.Range(0, LookDimension).Select(_ => (float)random.NextNormal())]);

    private static AlikeClip CopyOf(AlikeClip clip, Philox random)
    {
        var signature = clip.Signature.Skip(random.NextInt(MostTrim + 1)).Select(bits => bits ^ Bits(random, FlippedBit));
        return Clip(clip.ClipId + Copied, [.. signature], Unit([.. clip.Look.Select(value => value + (float)(LookNoise * random.NextNormal()))]));
    }

    private static ulong Bits(Philox random, double share)
    {
        var bits = 0UL;
        for (var i = 0; i < FrameSignature.Bits; i++)
        {
            bits |= random.NextUniform() < share ? 1UL << i : 0;
        }

        return bits;
    }

    private static float[] Unit(float[] values)
    {
        var length = MathF.Sqrt(values.Sum(value => value * value));
        return [.. values.Select(value => value / length)];
    }
}
