using HunyuanVideo.Curation.Alike;
using HunyuanVideo.Random;

namespace HunyuanVideo.Curation.Tests.Alike;

public sealed class DuplicateGroupsTests
{
    private static readonly float[] Look = [1, 0];

    [Fact]
    public void A_chain_does_not_swallow_what_is_unlike_the_best()
    {
        var film = Signatures(30, seed: 1);
        AlikeClip[] clips =
        [
            Clip("a", film[..16], quality: 0.9),
            Clip("b", film[6..22], quality: 0.5),
            Clip("c", film[12..28], quality: 0.4),   // shares 10 of 16 with b, 4 with a
        ];

        var result = new DuplicateFinder(new DuplicateOptions()).Find(clips, 4);

        Assert.Equal([("a", "b", 1.5), ("b", "c", 1.5)], result.Edges.Select(edge => (edge.A, edge.B, edge.OffsetS)));
        Assert.Equal([("a", "a", true), ("b", "a", false), ("c", "c", true)], result.Groups.Select(row => (row.ClipId, row.GroupId, row.Keep)));
    }

    [Fact]
    public void What_a_group_leaves_over_forms_groups_of_its_own()
    {
        var groups = new DuplicateGroups([0.5, 0.9, 0.4, 0.3], (head, clip) => head != 1 || clip == 0);

        var best = groups.Best([(0, 1), (0, 2), (2, 3)]);

        Assert.Equal([1, 1, 2, 2], best);
    }

    [Fact]
    public void The_best_copy_is_kept_and_the_lesser_id_among_equals()
    {
        var film = Signatures(16, seed: 2);
        AlikeClip[] clips = [Clip("c", film, 0.7, 1080), Clip("b", film, 0.7, 1080), Clip("a", film, 0.7, 540), Clip("alone", Signatures(16, seed: 3), 0.1)];

        var result = new DuplicateFinder(new DuplicateOptions()).Find(clips, 4);

        Assert.Equal([("a", "a", false), ("alone", "alone", true), ("b", "a", true), ("c", "a", false)], result.Groups.Select(row => (row.ClipId, row.GroupId, row.Keep)));
        Assert.Equal(0.5 * 0.7 + 0.2, result.Groups[2].RankScore, 1e-6);
    }

    [Fact]
    public void Order_and_threads_do_not_matter()
    {
        AlikeClip[] clips = [.. Enumerable.Range(0, 40).Select(i => Clip($"{i:00}", [.. Signatures(16, (ulong)(i / 3)).Select((s, at) => s ^ (1UL << (at + i) % 64))], i % 7 / 7.0))];

        var one = new DuplicateFinder(new DuplicateOptions { Threads = 1 }).Find(clips, 4);
        var eight = new DuplicateFinder(new DuplicateOptions { Threads = 8 }).Find([.. clips.Reverse()], 4);

        Assert.Equal(one.Edges, eight.Edges);
        Assert.Equal(one.Groups, eight.Groups);
        Assert.Equal(39, one.Edges.Count);   // 13 groups of three and one of one
    }

    [Fact]
    public void Pictures_without_structure_prove_nothing()
    {
        var flat = new ulong[16];
        AlikeClip[] clips = [Clip("a", flat, 0.5), Clip("b", flat, 0.5), Clip("c", [.. flat[..8], .. Signatures(8, 5)], 0.5), Clip("d", [.. flat[..8], .. Signatures(8, 6)], 0.5)];

        Assert.Empty(new DuplicateFinder(new DuplicateOptions()).Find(clips, 4).Edges);
    }

    [Fact]
    public void Stills_are_compared_with_stills_and_more_strictly()
    {
        var signature = Signatures(1, seed: 7)[0];
        AlikeClip Still(string id, int bits) => Clip(id, [signature ^ ((1UL << bits) - 1)], 0.5) with { IsStill = true };
        AlikeClip[] clips = [Still("a", 0), Still("b", 6), Still("c", 14), Clip("d", [.. Enumerable.Repeat(signature, 16)], 0.5)];

        var result = new DuplicateFinder(new DuplicateOptions()).Find(clips, 4);

        Assert.Equal([("a", "b")], result.Edges.Select(edge => (edge.A, edge.B)));
    }

    [Fact]
    public void Alike_vectors_make_copies_of_somewhat_alike_signatures_only()
    {
        var film = Signatures(16, seed: 8);
        ulong[] changed = [.. film.Select(signature => signature ^ 0x1111_1111_1111_1111)];          // 16 bits of 64, none of four words whole
        ulong[] farther = [.. film.Select(signature => signature ^ 0x5555_5555_5555_1111)];          // 28 bits
        AlikeClip[] Pool(float[]? model) => [Clip("a", film, 0.5) with { Model = model }, Clip("b", changed, 0.5) with { Model = model }, Clip("c", farther, 0.5) with { Model = model, Look = [0, 1] }];

        Assert.Equal([("a", "b")], new DuplicateFinder(new DuplicateOptions()).Find(Pool(null), 4).Edges.Select(edge => (edge.A, edge.B)));
        Assert.Equal(
            [("a", "b"), ("b", "c")],
            new DuplicateFinder(new DuplicateOptions { LeastLookCosine = 2 }).Find(Pool([0, 1]), 4).Edges.Select(edge => (edge.A, edge.B)));
    }

    [Fact]
    public void Large_pools_compare_what_shares_a_concept()
    {
        var film = Signatures(16, seed: 9);
        AlikeClip[] clips = [Clip("a", film, 0.5), Clip("b", [.. film.Select(signature => signature ^ 0x1111_1111_1111_1111)], 0.5)];
        var finder = new DuplicateFinder(new DuplicateOptions { MostClipsOfAllPairs = 1 });
        static Dictionary<string, int[]> Concepts(int other) => new() { ["a"] = [1, 2], ["b"] = [2, other] };

        Assert.Single(finder.Find(clips, 4, Concepts(1)).Edges);
        Assert.Contains("has no concepts", Assert.Throws<InputException>(() => finder.Find(clips, 4)).Message, StringComparison.Ordinal);
    }

    private static AlikeClip Clip(string id, ulong[] signature, double quality, int height = 0) =>
        new() { ClipId = id, Signature = signature, Look = Look, Quality = quality, Height = height };

    private static ulong[] Signatures(int count, ulong seed)
    {
        var random = Philox.For(seed, "signatures");
        return [.. Enumerable.Range(0, count).Select(_ => ((ulong)random.NextUInt32() << 32) | random.NextUInt32())];
    }
}
