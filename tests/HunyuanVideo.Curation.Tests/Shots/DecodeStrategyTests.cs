using System.Diagnostics;
using HunyuanVideo.Curation.Decoding;
using HunyuanVideo.Curation.Shots;
using HunyuanVideo.Curation.Tests.Store;

namespace HunyuanVideo.Curation.Tests.Shots;

/// <summary>However a film is decoded, its transitions are those of one plain decoder and one thread.</summary>
public sealed class DecodeStrategyTests(FoundFilms found) : IClassFixture<FoundFilms>
{
    // Small enough that these short films have many segments, and leaving frames out always pays.
    private static readonly ShotDecodeOptions Small = new()
    {
        LeastSegment = 60,
        MostSegment = 120,
        StartPixels = 0,
        LeastSparsePixels = 0,
        TrialFrames = 16,
        MostSparseCost = double.MaxValue,
    };

    [Fact]
    public async Task Every_film_has_the_same_transitions_when_frames_are_left_out()
    {
        var finder = new ShotFinder(TestFilms.Tools, new ShotOptions { Decoding = Small with { Strategy = DecodeStrategy.TwoLevel } });

        var outcomes = await ShotBatch.RunAsync(
            finder, [.. found.All.Select(item => TestFilms.PathOf(item.Film.Name))], Environment.ProcessorCount, null, TestContext.Current.CancellationToken);

        Assert.All(found.All.Zip(outcomes), pair => Assert.Equal(pair.First.Shots.Transitions, pair.Second.Film!.Transitions));
    }

    [Theory]
    [InlineData("montage-real.mp4")]
    [InlineData("dissolves.mp4")]
    [InlineData("fades.mp4")]
    [InlineData("flashes-cuts.mp4")]
    [InlineData("edit-list.mp4")]
    public async Task Levels_and_workers_and_what_pays_change_nothing(string name)
    {
        var plain = await FindAsync(name, 1, Small with { Strategy = DecodeStrategy.Whole });

        Assert.NotEmpty(plain.Transitions);
        var neverPays = Small with { MostSparseCost = 0 };
        var paysAtFirst = Small with { MostSparseCost = 0.8 };
        foreach (var (decoding, workers) in new[] { (Small, 1), (Small, 8), (neverPays, 1), (neverPays, 8), (paysAtFirst, 1) })
        {
            var other = await FindAsync(name, workers, decoding with { Strategy = DecodeStrategy.TwoLevel });

            Assert.Equal(plain.Transitions, other.Transitions);
            Assert.Equal(plain.Times.Pts, other.Times.Pts);
        }
    }

    [Fact]
    public async Task Two_levels_leave_frames_out_and_find_the_same()
    {
        var path = TestFilms.PathOf("montage-real.mp4");
        var options = new ShotOptions { Decoding = Small };
        var table = await PacketProbe.ReadAsync(TestFilms.Tools, path, TestContext.Current.CancellationToken);
        var request = new DecodeRequest { Path = path, Filter = Thumbnail.Filter, BytesPerPixel = Thumbnail.PlaneCount };
        var sparse = new FrameRangeReader(TestFilms.Tools, table!, request).Read(new FrameRange(0, table!.Count - 1), isSparse: true, TestContext.Current.CancellationToken);

        // Not by the finder: it would read the film whole, were anything amiss.
        var film = await new FilmDecoding(TestFilms.Tools, path, table, options, workers: 2).FindByTwoLevelsAsync(TestContext.Current.CancellationToken);

        Assert.InRange(sparse.Count(), 1, table.Count * 3 / 4);
        Assert.Equal(found.All.Single(item => item.Film.Name == "montage-real.mp4").Shots.Transitions, film.Transitions);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(long.MaxValue)]
    public async Task Open_groups_of_pictures_are_no_damage(long leastSparsePixels)
    {
        using var folder = new TempFolder();
        var path = folder.Join("open.mp4");
        using (var ffmpeg = Process.Start(TestFilms.Tools.Ffmpeg, ["-v", "error", "-nostdin", "-i", TestFilms.PathOf("montage-real.mp4"), "-an", "-c:v", "libx264", "-preset", "fast", "-x264-params", "open-gop=1:keyint=24", path]))
        {
            await ffmpeg.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        var options = new ShotOptions { Decoding = Small with { LeastSparsePixels = leastSparsePixels } };
        var table = await PacketProbe.ReadAsync(TestFilms.Tools, path, TestContext.Current.CancellationToken);
        var plain = await new ShotFinder(TestFilms.Tools, new ShotOptions { Decoding = new() { Strategy = DecodeStrategy.Whole } }).FindAsync(path, 1, TestContext.Current.CancellationToken);

        // Not by the finder: it would read the film whole, were anything amiss.
        var film = await new FilmDecoding(TestFilms.Tools, path, table, options, workers: 4).FindByTwoLevelsAsync(TestContext.Current.CancellationToken);

        Assert.Equal(4, table!.Segments(0, table.Count, 4).Count);
        Assert.Equal(plain.Transitions, film.Transitions);
    }

    [Fact]
    public async Task A_damaged_film_is_read_whole()
    {
        var plain = await FindAsync("corrupt-middle.mp4", 1, Small with { Strategy = DecodeStrategy.Whole });

        var film = await FindAsync("corrupt-middle.mp4", 2, Small with { Strategy = DecodeStrategy.TwoLevel });

        Assert.Equal(plain.Times.Pts, film.Times.Pts);
        Assert.Equal(plain.Transitions, film.Transitions);
    }

    [Theory]
    [InlineData(0)]                 // frames left out
    [InlineData(long.MaxValue)]     // segments read whole
    public async Task What_a_damaged_film_shows_does_not_depend_on_workers(long leastSparsePixels)
    {
        using var folder = new TempFolder();
        var path = folder.Join("damaged.mp4");
        await File.WriteAllBytesAsync(path, Damage(await File.ReadAllBytesAsync(TestFilms.PathOf("dissolves.mp4"), TestContext.Current.CancellationToken)), TestContext.Current.CancellationToken);
        var plain = await new ShotFinder(TestFilms.Tools, new ShotOptions { Decoding = new() { Strategy = DecodeStrategy.Whole } }).FindAsync(path, 1, TestContext.Current.CancellationToken);

        foreach (var (strategy, workers) in new[] { (DecodeStrategy.Whole, 3), (DecodeStrategy.TwoLevel, 1), (DecodeStrategy.TwoLevel, 2), (DecodeStrategy.TwoLevel, 3) })
        {
            var decoding = Small with { Strategy = strategy, LeastSparsePixels = leastSparsePixels };
            var film = await new ShotFinder(TestFilms.Tools, new ShotOptions { Decoding = decoding }).FindAsync(path, workers, TestContext.Current.CancellationToken);

            Assert.Equal(plain.Transitions, film.Transitions);
            Assert.Equal(plain.Times.Pts, film.Times.Pts);
        }
    }

    [Theory]
    [InlineData(90)]
    [InlineData(102)]   // the last strip holds no frame that the one before does not
    public async Task Strips_of_a_long_film_find_what_the_whole_has(int overlap)
    {
        var strips = Small with { StripCore = 100, StripOverlap = overlap };
        var plain = await FindAsync("montage-real.mp4", 1, Small with { Strategy = DecodeStrategy.Whole });

        Assert.Equal(plain.Transitions, (await FindAsync("montage-real.mp4", 2, strips with { Strategy = DecodeStrategy.Whole })).Transitions);
        Assert.Equal(plain.Transitions, (await FindAsync("montage-real.mp4", 2, strips with { Strategy = DecodeStrategy.TwoLevel })).Transitions);
    }

    [Fact]
    public async Task A_film_whose_key_frames_cannot_be_found_is_decoded_whole()
    {
        var film = await FindAsync("mpeg2-ts.ts", 2, Small with { Strategy = DecodeStrategy.TwoLevel });

        Assert.Equal([40, 78], film.Transitions.Select(cut => cut.First));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(250)]
    [InlineData(1000)]
    public void Strips_tile_the_film(int frames)
    {
        var strips = StripRange.Of(frames, new ShotDecodeOptions { StripCore = 100, StripOverlap = 20 }).ToList();

        Assert.Equal((0, frames - 1), (strips[0].Core.First, strips[^1].Core.Last));
        Assert.All(strips.Zip(strips.Skip(1)), pair => Assert.Equal(pair.First.Core.Last + 1, pair.Second.Core.First));
        Assert.All(strips, strip => Assert.True(strip.Frames.First >= 0 && strip.Frames.Last < frames && strip.Frames.Count <= 140));
    }

    /// <summary>Breaks pictures all over the film, and nothing of its index, which lies behind them.</summary>
    private static byte[] Damage(byte[] film)
    {
        var index = film.AsSpan().LastIndexOf("moov"u8);
        for (var at = index / 50; at < index - 64; at += index / 60)
        {
            film.AsSpan(at, 16).Fill(0x5A);
        }

        return film;
    }

    private static Task<SourceShots> FindAsync(string name, int workers, ShotDecodeOptions decoding) =>
        new ShotFinder(TestFilms.Tools, new ShotOptions { Decoding = decoding }).FindAsync(TestFilms.PathOf(name), workers, TestContext.Current.CancellationToken);
}
