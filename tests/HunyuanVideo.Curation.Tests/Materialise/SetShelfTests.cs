using HunyuanVideo.Curation.Materialise;

namespace HunyuanVideo.Curation.Tests.Materialise;

public sealed class SetShelfTests : IDisposable
{
    private const string Set = "tiny";
    private const string Hash = "00112233aabbccdd";

    private readonly CountedFilm _film = new();
    private readonly SetShelf _shelf;

    public SetShelfTests() => _shelf = new SetShelf(Path.Join(_film.Folder, "out"));

    public void Dispose() => _film.Dispose();

    [Fact]
    public async Task A_set_is_up_to_date_while_what_was_written_of_each_item_is_the_same()
    {
        var item = _film.Item(0, 30);
        var small = _film.Item(1, 40) with { Crop = new(0, 0, 100, 50) };
        await PutAsync(item, small);

        Assert.Equal(1, Find(small, item)?.Items);
        Assert.NotNull(Find(item with { Path = "elsewhere" }, small));
        Assert.Null(Find(item));
        Assert.Null(_shelf.Find(Set, "another policy", FrameStorage.H264, [item, small]));
        MaterialItem[] others =
        [
            item with { Caption = """{"version": 1, "short": "Another."}""" }, item with { Crop = new(40, 0, 320, 180) }, item with { Licence = "CC BY" },
            item with { Weight = 0.5 }, item with { CopyGroup = null }, item with { Facts = [new("m_clarity.clarity", 0.5f)] },
        ];
        Assert.All(others, other => Assert.Null(Find(other, small)));
        Assert.Null(Find(item, small with { Crop = item.Crop }));
    }

    [Fact]
    public async Task A_set_waits_for_a_file_that_is_gone_and_keeps_what_it_wrote_of_one()
    {
        var (item, gone) = (_film.Item(0, 30), _film.Item(5, 30) with { Path = "" });
        await PutAsync(item, gone);

        Assert.NotNull(Find(item, gone));
        Assert.NotNull(Find(item with { Path = "" }, gone));
        Assert.Null(Find(item, gone with { Path = item.Path }));
    }

    [Theory]
    [InlineData(SetFiles.Index)]
    [InlineData(SetFiles.Manifest)]
    [InlineData(SetFiles.Sums)]
    [InlineData(SetFiles.LeftOut)]
    [InlineData("144x80x17/000000.tar")]
    public async Task A_damaged_set_is_none(string file)
    {
        var item = _film.Item(0, 30);
        await PutAsync(item);
        Assert.NotNull(Find(item));

        await File.WriteAllBytesAsync(Path.Join(_shelf.PlaceOf(Set), file), [1, 2, 3], TestContext.Current.CancellationToken);

        Assert.Null(Find(item));
    }

    [Fact]
    public async Task A_set_whose_replacement_was_cut_short_is_the_old_one()
    {
        var (old, next) = (_film.Item(0, 30), _film.Item(5, 30));
        await PutAsync(old);
        await WriteAsync(next);
        Directory.Move(_shelf.PlaceOf(Set), Path.Join(_shelf.Workplace, Set + ".replaced"));      // as if killed between the two moves

        _shelf.Recover();

        Assert.NotNull(Find(old));
        _shelf.Put(Set);
        Assert.NotNull(Find(next));
        Assert.Empty(Directory.GetFileSystemEntries(_shelf.Workplace));
    }

    [Fact]
    public async Task A_set_that_was_replaced_is_not_brought_back()
    {
        var item = _film.Item(0, 30);
        await PutAsync(item);
        Directory.CreateDirectory(Path.Join(_shelf.Workplace, Set + ".replaced"));

        _shelf.Recover();

        Assert.NotNull(Find(item));
        Assert.Empty(Directory.GetFileSystemEntries(_shelf.Workplace));
    }

    [Fact]
    public async Task A_removed_set_leaves_nothing()
    {
        await PutAsync(_film.Item(0, 30));

        _shelf.Remove(Set);
        _shelf.Remove("none");

        Assert.Empty(_shelf.Sets);
        Assert.Empty(Directory.GetFileSystemEntries(_shelf.Workplace));
    }

    private SetManifest? Find(params MaterialItem[] items) => _shelf.Find(Set, Hash, FrameStorage.H264, items);

    private async Task PutAsync(params MaterialItem[] items)
    {
        await WriteAsync(items);
        _shelf.Put(Set);
    }

    private async Task WriteAsync(params MaterialItem[] items) => await new Materialiser(CountedFilm.Tools, new MaterialiseOptions()).WriteAsync(
        CountedFilm.Policy, Hash, items, _shelf.Workplace, CountedFilm.Provenance, null, TestContext.Current.CancellationToken);
}
