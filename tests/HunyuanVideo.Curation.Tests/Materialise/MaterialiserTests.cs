using System.Formats.Tar;
using System.Text.Json;
using HunyuanVideo.Curation.Materialise;
using HunyuanVideo.Curation.Store;
using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Tests.Materialise;

public sealed class MaterialiserTests : IDisposable
{
    private const string Hash = "00112233aabbccdd";
    private static readonly MaterialiseOptions Options = new() { Encoders = 2 };
    private static readonly HashSet<string> Nothing = [];

    private readonly CountedFilm _film = new();

    public void Dispose() => _film.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Pictures_are_the_nearest_in_time_of_the_frames_asked_for(bool isMisplaced)
    {
        var item = _film.Item(20, 60, isMisplaced);
        var plan = PlanOf(item);
        var path = Path.Join(_film.Folder, "a.mp4");

        await new ClipEncoder(CountedFilm.Tools, CountedFilm.Output, Options).EncodeAsync(plan, path, TestContext.Current.CancellationToken);

        var shades = new List<int>();
        await foreach (var frame in FfmpegReader.ReadFramesAsync(CountedFilm.Tools, path, TestContext.Current.CancellationToken))
        {
            shades.Add(frame[frame.Length / 2]);
            Assert.InRange(frame[0] - frame[frame.Length / 2], -3, 3);   // the black tenth was cropped away
        }

        Assert.Equal(33, shades.Count);
        Assert.All(shades.Zip(plan.Schedule), pair => Assert.InRange(pair.First - Rgb(20 + pair.Second), -1, 1));
    }

    [Fact]
    public async Task The_stream_that_was_measured_is_the_one_that_is_written()
    {
        var item = _film.Item(20, 60) with { Path = _film.BehindBlack(), VideoStream = 1 };
        var (measured, other) = (Path.Join(_film.Folder, "a.mp4"), Path.Join(_film.Folder, "b.mp4"));
        var encoder = new ClipEncoder(CountedFilm.Tools, CountedFilm.Output, Options);

        await encoder.EncodeAsync(PlanOf(item), measured, TestContext.Current.CancellationToken);
        await encoder.EncodeAsync(PlanOf(item with { VideoStream = 0 }), other, TestContext.Current.CancellationToken);

        Assert.InRange(await FirstShadeAsync(measured), Rgb(20) - 1, Rgb(20) + 1);
        Assert.InRange(await FirstShadeAsync(other), 0, 2);
    }

    [Fact]
    public async Task A_set_is_written_twice_to_the_same_bytes_and_validates()
    {
        MaterialItem[] items = [_film.Item(40, 50), _film.Item(0, 30), _film.Item(5, 25)];
        var first = await WriteAsync("one", items);
        await WriteAsync("two", items);

        var validation = await new SetValidator(CountedFilm.Tools, Options).ValidateAsync(Path.Join(_film.Folder, "one", "tiny"), Nothing, TestContext.Current.CancellationToken);

        Assert.Equal(File.ReadAllText(Sums("one")), File.ReadAllText(Sums("two")));
        Assert.Equal((3, 0), (validation.Items, validation.Faults.Count));
        Assert.Equal(["144x80x17", "144x80x33"], first.Buckets.Keys);
        Assert.Equal(["one", "two"], Directory.GetDirectories(_film.Folder).Select(Path.GetFileName).Order());
        Assert.Equal(["tiny"], Directory.GetFileSystemEntries(Path.Join(_film.Folder, "one")).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("../../other.tar")]
    [InlineData("/tmp/other.tar")]
    public async Task An_index_that_names_an_archive_outside_of_the_set_is_refused(string shard)
    {
        await WriteAsync("one", [_film.Item(0, 50)]);
        var set = Path.Join(_film.Folder, "one", "tiny");
        SetFiles.WriteIndex(set, [.. SetFiles.ReadIndex(set).Select(row => row with { Shard = shard })]);

        var fault = Assert.Throws<InputException>(() => ShardTakedown.Remove(set, new HashSet<string> { "film" }, isDryRun: false));

        Assert.Contains("index.parquet: names an archive outside of the set; make the set again", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Archives_are_read_by_others_and_the_index_points_into_them()
    {
        await WriteAsync("one", [_film.Item(0, 50)]);
        var set = Path.Join(_film.Folder, "one", "tiny");
        var row = SetFiles.ReadIndex(set).Single();
        using var archive = File.OpenRead(Path.Join(set, row.Shard));
        using var reader = new TarReader(archive, leaveOpen: true);

        var entries = new List<TarEntry>();
        while (reader.GetNextEntry() is { } entry)
        {
            entries.Add(entry);
        }

        Assert.Equal([row.ClipId + ".mp4", row.ClipId + ".json"], entries.Select(entry => entry.Name));
        Assert.All(entries, entry => Assert.Equal((0, 0, DateTimeOffset.UnixEpoch), (entry.Uid, entry.Gid, entry.ModificationTime)));
        archive.Position = row.CaptionOffset;
        var json = new byte[row.CaptionLength];
        archive.ReadExactly(json);
        using var record = JsonDocument.Parse(json);
        Assert.Equal("A grey wall grows brighter.", record.RootElement.GetProperty("caption").GetProperty("short").GetString());
        Assert.True(record.RootElement.GetProperty("audio").GetBoolean());
    }

    [Fact]
    public async Task Units_without_a_bucket_are_counted_and_not_lost()
    {
        var small = _film.Item(0, 40) with { Crop = new(0, 0, 100, 50) };
        var missing = _film.Item(1, 40) with { Path = Path.Join(_film.Folder, "none.mp4") };

        var gone = _film.Item(2, 40) with { Path = "" };

        var manifest = await WriteAsync("one", [_film.Item(0, 50), _film.Item(90, 5), small, missing, gone]);

        Assert.Equal((1, 1, 1, 1, 1), (manifest.Items, manifest.LeftOut["too_short"], manifest.LeftOut["too_small"], manifest.LeftOut["failed"], manifest.LeftOut["gone"]));
        Assert.Equal(4, File.ReadLines(Path.Join(_film.Folder, "one", "tiny", SetFiles.LeftOut)).Count());
    }

    [Fact]
    public async Task What_a_stopped_run_encoded_with_another_crop_is_not_used()
    {
        var item = _film.Item(0, 50);
        await WriteAsync("whole", [item]);
        var stale = Directory.CreateDirectory(Path.Join(_film.Folder, "one", $"tiny.{Hash}.part", ".items"));
        await File.WriteAllTextAsync(Path.Join(stale.FullName, (item with { Crop = new(0, 0, 320, 180) }).Content() + ".mp4"), "stale", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Join(stale.FullName, item.ClipId + ".mp4"), "stale", TestContext.Current.CancellationToken);

        await WriteAsync("one", [item]);

        Assert.Equal(File.ReadAllText(Sums("whole")), File.ReadAllText(Sums("one")));
    }

    [Fact]
    public async Task A_full_disk_ends_the_writing_and_costs_the_set_no_item()
    {
        var item = _film.Item(0, 50);
        var encoded = Directory.CreateDirectory(Path.Join(_film.Folder, "one", $"tiny.{Hash}.part", ".items"));
        File.CreateSymbolicLink(Path.Join(encoded.FullName, item.Content() + ".mp4.part"), "/dev/full");

        var fault = await Assert.ThrowsAsync<IOException>(() => WriteAsync("one", [item]));

        Assert.True(StoreFullException.IsCauseOf(fault), fault.Message);
        Assert.False(Directory.Exists(Path.Join(_film.Folder, "one", "tiny")));
        Assert.Equal((1, 0), ((await WriteAsync("one", [item])) is var set ? set.Items : 0, set.LeftOut.Count));
    }

    [Fact]
    public async Task A_changed_byte_a_copy_and_a_taken_down_source_are_found()
    {
        await WriteAsync("one", [_film.Item(0, 30), _film.Item(30, 30) with { CopyGroup = "group 0" }]);
        var set = Path.Join(_film.Folder, "one", "tiny");
        var shard = Path.Join(set, "144x80x17", "000000.tar");
        var bytes = File.ReadAllBytes(shard);
        bytes[SetFiles.ReadIndex(set)[0].CaptionOffset + 5] ^= 1;
        File.WriteAllBytes(shard, bytes);

        var validation = await new SetValidator(CountedFilm.Tools, Options).ValidateAsync(set, new HashSet<string> { "film" }, TestContext.Current.CancellationToken);

        Assert.Contains(validation.Faults, fault => fault.Contains("differs from its sum", StringComparison.Ordinal));
        Assert.Contains(validation.Faults, fault => fault.Contains("copies of one another", StringComparison.Ordinal));
        Assert.Contains(validation.Faults, fault => fault.Contains("was taken down", StringComparison.Ordinal));
        Assert.Contains(validation.Faults, fault => fault.Contains("JSON", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_takedown_rewrites_the_archives_and_the_set_still_validates()
    {
        MaterialItem[] items = [_film.Item(0, 30), _film.Item(10, 30) with { SourceId = "other" }, _film.Item(20, 30), _film.Item(30, 60) with { SourceId = "other" }];
        var tooShort = _film.Item(90, 5) with { SourceId = "other" };
        await WriteAsync("one", [.. items, tooShort]);
        var set = Path.Join(_film.Folder, "one", "tiny");
        var before = File.ReadAllText(Path.Join(set, SetFiles.Sums));

        var dry = ShardTakedown.Remove(set, new HashSet<string> { "other" }, isDryRun: true);
        Assert.Equal(before, File.ReadAllText(Path.Join(set, SetFiles.Sums)));
        var done = ShardTakedown.Remove(set, new HashSet<string> { "other" }, isDryRun: false);
        var validation = await new SetValidator(CountedFilm.Tools, Options).ValidateAsync(set, new HashSet<string> { "other" }, TestContext.Current.CancellationToken);

        Assert.Equal(dry.Items, done.Items);
        Assert.Equal((2, 2, 2), (done.Items.Count, done.Shards.Count, done.Generation));
        Assert.Equal((2, 0), (validation.Items, validation.Faults.Count));
        Assert.Equal((2, 0), (SetFiles.ReadManifest(set).Items, SetFiles.ReadManifest(set).LeftOut.Count));
        Assert.Empty(SetFiles.ReadLeftOut(set));
    }

    [Fact]
    public async Task A_still_is_a_png_and_raw_frames_are_bytes()
    {
        var still = CountedFilm.Policy with { Output = CountedFilm.Output with { Frames = [1] } };
        await new Materialiser(CountedFilm.Tools, Options).WriteAsync(still, Hash, [_film.Item(50, 30)], Path.Join(_film.Folder, "png"), CountedFilm.Provenance, null, TestContext.Current.CancellationToken);
        await new Materialiser(CountedFilm.Tools, Options with { Storage = FrameStorage.Raw }).WriteAsync(
            CountedFilm.Policy, Hash, [_film.Item(0, 30)], Path.Join(_film.Folder, "raw"), CountedFilm.Provenance, null, TestContext.Current.CancellationToken);

        var raw = SetFiles.ReadIndex(Path.Join(_film.Folder, "raw", "tiny")).Single();
        Assert.Equal(144 * 80 * 17 * 3, raw.Length);
        foreach (var name in new[] { "png", "raw" })
        {
            var validation = await new SetValidator(CountedFilm.Tools, Options).ValidateAsync(Path.Join(_film.Folder, name, "tiny"), Nothing, TestContext.Current.CancellationToken);
            Assert.Empty(validation.Faults);
        }
    }

    private string Sums(string name) => Path.Join(_film.Folder, name, "tiny", SetFiles.Sums);

    private async Task<SetManifest> WriteAsync(string name, IReadOnlyList<MaterialItem> items) => await new Materialiser(CountedFilm.Tools, Options).WriteAsync(
        CountedFilm.Policy, Hash, items, Path.Join(_film.Folder, name), CountedFilm.Provenance, null, TestContext.Current.CancellationToken);

    private static ItemPlan PlanOf(MaterialItem item)
    {
        var cut = new AspectBuckets(CountedFilm.Output).Cut(item).Cut!;
        return new ItemPlan(item, cut, FrameSchedule.Of(item.Times, CountedFilm.Output.Fps, cut.Frames), KeepsAudio: true);
    }

    /// <summary>The grey of a frame of the film.</summary>
    private static int Rgb(int frame) => 40 + (2 * frame);

    private static async Task<int> FirstShadeAsync(string path)
    {
        var frames = await FfmpegReader.ReadFramesAsync(CountedFilm.Tools, path, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
        return frames[0][frames[0].Length / 2];
    }
}
