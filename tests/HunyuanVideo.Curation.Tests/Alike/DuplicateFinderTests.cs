using HunyuanVideo.Curation.Alike;

namespace HunyuanVideo.Curation.Tests.Alike;

public sealed class DuplicateFinderTests
{
    private static readonly Change[] Changes = [Change.Reencoded, Change.Half, Change.Brighter, Change.Darker, Change.Logo, Change.Bars, Change.Trimmed, Change.Rate30];

    [Fact]
    public void Copies_are_found_and_other_moments_of_a_place_are_not()
    {
        const int Films = 60;
        var clips = new List<AlikeClip>();
        for (var film = 0; film < Films; film++)
        {
            var footage = new Footage((ulong)film, 0, isStatic: film % 4 == 0);
            clips.Add(Copy.Measure($"{film:000}-0", footage, Change.None, 0));
            clips.AddRange(Changes.Select((change, i) => Copy.Measure($"{film:000}-{i + 1}-{change}", footage, change, (ulong)(film * 10 + i))));
            clips.Add(Copy.Measure($"{film:000}x later", new Footage((ulong)film, 1, isStatic: film % 4 == 0), Change.None, 0));
        }

        clips.AddRange(Enumerable.Range(0, 200).Select(i => Copy.Measure($"other {i:000}", new Footage((ulong)(1000 + i), 0, isStatic: i % 4 == 0), Change.None, 0)));

        var result = new DuplicateFinder(new DuplicateOptions()).Find(clips, 4);

        var pairs = result.Groups.Where(row => !row.Keep).ToList();
        static string Film(string id) => id.Contains('-', StringComparison.Ordinal) ? id[..3] : id;
        var groups = result.Groups.GroupBy(row => row.GroupId).SelectMany(group => group.SelectMany(a => group.Where(b => string.CompareOrdinal(a.ClipId, b.ClipId) < 0).Select(b => (A: a.ClipId, B: b.ClipId)))).ToList();
        var right = groups.Count(pair => Film(pair.A) == Film(pair.B));
        var truth = Films * (Changes.Length + 1) * Changes.Length / 2;
        foreach (var wrong in groups.Where(pair => Film(pair.A) != Film(pair.B)).Take(20))
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"wrong {wrong}");
        }

        var keepers = result.Groups.Where(row => row.Keep).Select(row => row.ClipId).ToHashSet();
        foreach (var lost in keepers.Where(id => id.Contains('-', StringComparison.Ordinal) && !id.EndsWith("-0", StringComparison.Ordinal)))
        {
            var (a, b) = (clips.Single(clip => clip.ClipId == lost), clips.Single(clip => clip.ClipId == lost[..3] + "-0"));
            var match = new PairVerifier([a, b], new DuplicateOptions()).Match(0, 1);
            TestContext.Current.TestOutputHelper?.WriteLine($"lost {lost} {match}");
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"recall {right / (double)truth:0.0000} precision {right / (double)groups.Count:0.0000}");
        Assert.True(right >= 0.98 * truth, $"recall {right / (double)truth:0.0000}");
        Assert.True(right >= 0.99 * groups.Count, $"precision {right / (double)groups.Count:0.0000}");
    }
}
