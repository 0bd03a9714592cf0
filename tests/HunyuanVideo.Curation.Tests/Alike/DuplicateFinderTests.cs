using HunyuanVideo.Curation.Alike;

namespace HunyuanVideo.Curation.Tests.Alike;

public sealed class DuplicateFinderTests
{
    private const int Films = 60;
    private const int Others = 200;
    private static readonly Change[] Changes = [Change.Reencoded, Change.Half, Change.Brighter, Change.Darker, Change.Logo, Change.Bars, Change.Trimmed, Change.Rate30];

    [Fact]
    public void Copies_are_found_and_other_moments_of_a_place_are_not()
    {
        var clips = new AlikeClip[Films * (Changes.Length + 2) + Others];
        Parallel.For(0, Films, film => Pool(film).CopyTo(clips, film * (Changes.Length + 2)));
        Parallel.For(0, Others, i => clips[^(i + 1)] = Copy.Measure($"other {i}", new Footage((ulong)(1000 + i), 0, isStatic: i % 4 == 0), Change.None, 0));

        var result = new DuplicateFinder(new DuplicateOptions()).Find(clips, 4);

        var found = result.Groups.GroupBy(row => row.GroupId).SelectMany(group => Pairs([.. group.Select(row => row.ClipId)])).ToList();
        var right = found.Count(pair => IsCopy(pair.A) && Film(pair.A) == Film(pair.B) && IsCopy(pair.B));
        var (recall, precision) = (right / (Films * (Changes.Length + 1) * Changes.Length / 2.0), (double)right / found.Count);
        TestContext.Current.TestOutputHelper?.WriteLine($"recall {recall:0.0000} precision {precision:0.0000} in {clips.Length} clips");
        Assert.True(recall >= 0.98, $"recall {recall:0.0000}");
        Assert.True(precision >= 0.99, $"precision {precision:0.0000}");
        Assert.All(result.Groups.Where(row => IsCopy(row.ClipId) && row.Keep), row => Assert.EndsWith("-None", row.ClipId, StringComparison.Ordinal));
    }

    [Fact]
    public void A_mirrored_copy_counts_only_when_asked()
    {
        var clips = Enumerable.Range(0, 8).Select(film => new Footage((ulong)film, 0, isStatic: film % 4 == 0))
            .SelectMany((footage, film) => new[] { Copy.Measure($"{film}", footage, Change.None, 0), Copy.Measure($"{film} mirrored", footage, Change.Mirrored, 0) }).ToList();

        Assert.Empty(new DuplicateFinder(new DuplicateOptions()).Find(clips, 4).Edges);
        Assert.Equal(
            Enumerable.Range(0, 8).Select(film => ($"{film}", $"{film} mirrored")),
            new DuplicateFinder(new DuplicateOptions { Mirror = true }).Find(clips, 4).Edges.Select(edge => (edge.A, edge.B)));
    }

    /// <summary>A film, its copies, and the same place seen at another time, from a fixed camera in every fourth film.</summary>
    private static AlikeClip[] Pool(int film)
    {
        var isStatic = film % 4 == 0;
        var footage = new Footage((ulong)film, 0, isStatic);
        return
        [
            .. Changes.Prepend(Change.None).Select((change, i) => Copy.Measure($"{film:000}-{change}", footage, change, (ulong)(film * 10 + i))),
            Copy.Measure($"{film:000} later", new Footage((ulong)film, 1, isStatic), Change.None, 0),
        ];
    }

    private static IEnumerable<(string A, string B)> Pairs(string[] ids) => ids.SelectMany((a, i) => ids.Skip(i + 1).Select(b => (a, b)));

    private static bool IsCopy(string id) => id.Contains('-', StringComparison.Ordinal);

    private static string Film(string id) => id[..3];
}
