using System.Text.Json;

namespace HunyuanVideo.Cli.Tests.Commands.Curate;

/// <summary>Commands that write sets and pages, and the one that reads them again.</summary>
public sealed class CurateMaterialiseCommandTests(CuratedFilms films) : IDisposable
{
    private const string Set = "image-1";

    private readonly ScratchFolder _folder = new();

    [Fact]
    public async Task A_set_is_written_into_other_buckets_under_another_name_and_is_valid()
    {
        var curation = await films.CopyToAsync(_folder);

        var outcome = await MaterialiseAsync(curation, "--set", Set, "--as", "small", "--area", "48x48", "--json");
        var valid = await Toy.RunAsync("curate", "validate", "--out", curation, "--json");

        Assert.True(outcome.Code == 0, outcome.Error);
        using var json = JsonDocument.Parse(outcome.Output);
        var small = json.RootElement.GetProperty("small");
        Assert.True(small.GetProperty("items").GetInt32() >= 1);
        using var sets = JsonDocument.Parse(valid.Output);
        Assert.Equal((0, small.GetProperty("items").GetInt32()), (valid.Code, sets.RootElement.GetProperty("sets").GetProperty("small").GetProperty("items").GetInt32()));
        Assert.All(sets.RootElement.GetProperty("sets").EnumerateObject(), set => Assert.Empty(set.Value.GetProperty("faults").EnumerateArray()));
    }

    [Fact]
    public async Task A_set_that_is_there_stays_and_one_stored_in_another_way_is_written_anew()
    {
        var curation = await films.CopyToAsync(_folder);
        var record = Path.Join(curation, "out", "video-1-256p", "set.json");
        var before = (File.GetLastWriteTimeUtc(record), await File.ReadAllTextAsync(record, TestContext.Current.CancellationToken));

        await MaterialiseAsync(curation, "--set", "video-1-256p");
        var same = (File.GetLastWriteTimeUtc(record), await File.ReadAllTextAsync(record, TestContext.Current.CancellationToken));
        var raw = await MaterialiseAsync(curation, "--set", "video-1-256p", "--store", "raw");

        Assert.Equal(before, same);
        Assert.Equal(0, raw.Code);
        Assert.Contains("\"storage\": \"raw\"", await File.ReadAllTextAsync(record, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(0, (await Toy.RunAsync("curate", "validate", "--out", curation)).Code);
    }

    [Theory]
    [InlineData(1, "--as", "x")]
    [InlineData(1, "--set", "image-1", "--as", "image-2")]
    [InlineData(1, "--set", "image-1", "--as", "../x")]
    [InlineData(1, "--set", "audio-2")]
    [InlineData(2, "--set", "image-1", "--as", "x", "--area", "9", "--frames", "4")]
    [InlineData(1, "--set", "image-1", "--as", "x", "--area", "99999999999x2")]
    [InlineData(1, "--set", "image-1", "--area", "48x48")]
    [InlineData(1, "--set", "image-1", "--fps", "12")]
    public async Task What_cannot_be_written_is_refused_and_nothing_is(int faults, params string[] arguments)
    {
        var curation = await films.CopyToAsync(_folder);
        var sets = Directory.GetDirectories(Path.Join(curation, "out"));

        var outcome = await MaterialiseAsync(curation, arguments);

        Assert.Equal((2, faults), (outcome.Code, outcome.Errors.Length));
        Assert.Equal(sets, Directory.GetDirectories(Path.Join(curation, "out")));
    }

    [Theory]
    [InlineData("--as k1: --frames [18] are not all lengths of 4n + 1; choose such, for example 17.", "--as", "k1", "--frames", "18")]
    [InlineData("--as ..: set '..' is no name; use up to 64 small letters, digits and hyphens.", "--as", "..")]
    [InlineData("--fps 0 is not above 0 and up to 240; choose such a value.", "--as", "k1", "--fps", "0")]
    [InlineData("--store 'zip' is none of h264, raw, png; choose one.", "--store", "zip")]
    [InlineData("--store '7' is none of h264, raw, png; choose one.", "--store", "7")]
    public async Task A_fault_names_the_option(string sentence, params string[] arguments)
    {
        var curation = await films.CopyToAsync(_folder);

        var outcome = await MaterialiseAsync(curation, ["--set", Set, .. arguments]);

        Assert.Equal(2, outcome.Code);
        Assert.EndsWith(sentence, Assert.Single(outcome.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Buckets_that_nothing_fits_leave_the_set_as_it_was()
    {
        var curation = await films.CopyToAsync(_folder);
        await MaterialiseAsync(curation, "--set", Set, "--as", "small", "--area", "48x48");
        var record = await File.ReadAllTextAsync(Path.Join(curation, "out", "small", "set.json"), TestContext.Current.CancellationToken);

        var outcome = await MaterialiseAsync(curation, "--set", Set, "--as", "small", "--area", "4096x4096");

        Assert.Equal(2, outcome.Code);
        Assert.Matches($"^hyvideo: set small: none of the [0-9]+ clips of {Set} can be written \\([0-9]+ too_small\\); choose another area, length or rate.$", Assert.Single(outcome.Errors));
        Assert.Equal(record, await File.ReadAllTextAsync(Path.Join(curation, "out", "small", "set.json"), TestContext.Current.CancellationToken));
        Assert.Equal(0, (await Toy.RunAsync("curate", "validate", "--out", curation)).Code);
    }

    [Fact]
    public async Task A_set_of_which_nothing_is_accepted_any_more_is_removed()
    {
        var curation = await films.CopyToAsync(_folder);
        var policy = await File.ReadAllTextAsync(Path.Join(CuratedFilms.Policies, Set + ".json"), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(_folder["strict.json"], policy.Replace("\"rules\": [", "\"rules\": [{\"name\": \"never\", \"column\": \"clip.frames\", \"max\": -1}, ", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        Assert.True(Directory.Exists(Path.Join(curation, "out", Set)));

        var outcome = await Toy.RunAsync("curate", "materialise", "--out", curation, "--policy", _folder["strict.json"]);

        Assert.Equal((0, $"{Set}: no clip is accepted, there is no such set\n"), (outcome.Code, outcome.Output));
        Assert.False(Directory.Exists(Path.Join(curation, "out", Set)));
    }

    [Fact]
    public async Task A_name_that_holds_the_clips_of_another_set_is_refused()
    {
        var curation = await films.CopyToAsync(_folder);
        var policy = await File.ReadAllTextAsync(Path.Join(CuratedFilms.Policies, Set + ".json"), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(_folder["twin.json"], policy.Replace($"\"{Set}\"", "\"twin\"", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        await MaterialiseAsync(curation, "--set", Set, "--as", "small", "--area", "48x48");

        var again = await MaterialiseAsync(curation, "--set", Set, "--as", "small", "--area", "32x32");
        var other = await Toy.RunAsync("curate", "materialise", "--out", curation, "--policy", _folder["twin.json"], "--set", "twin", "--as", "small");

        Assert.True(again.Code == 0, again.Error);
        Assert.Equal((2, $"hyvideo: {Path.Join(curation, "out", "small")}: holds the clips of {Set}; write those of twin under another name.\n"), (other.Code, other.Error));
    }

    [Theory]
    [InlineData("folder")]
    [InlineData("file")]
    [InlineData("link")]
    public async Task What_is_no_set_is_not_replaced(string kind)
    {
        var curation = await films.CopyToAsync(_folder);
        var (place, kept) = (Path.Join(curation, "out", "mine"), _folder["elsewhere/thesis.txt"]);
        Directory.CreateDirectory(_folder["elsewhere"]);
        if (kind == "link")
        {
            Directory.CreateSymbolicLink(place, _folder["elsewhere"]);
        }
        else
        {
            kept = kind == "folder" ? Path.Join(Directory.CreateDirectory(place).FullName, "thesis.txt") : place;
        }

        await File.WriteAllTextAsync(kept, "mine", TestContext.Current.CancellationToken);

        var outcome = await MaterialiseAsync(curation, "--set", Set, "--as", "mine");

        Assert.Equal((2, $"hyvideo: {place}: is no set; move it elsewhere, a set of this name is to lie there.\n"), (outcome.Code, outcome.Error));
        Assert.Equal("mine", await File.ReadAllTextAsync(kept, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_damaged_set_is_made_again()
    {
        var curation = await films.CopyToAsync(_folder);
        var shard = Directory.GetFiles(Path.Join(curation, "out", Set), "*.tar", SearchOption.AllDirectories)[0];
        var good = await File.ReadAllBytesAsync(shard, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(shard, good[..700], TestContext.Current.CancellationToken);

        Assert.Equal(0, (await MaterialiseAsync(curation, "--set", Set)).Code);

        Assert.Equal(good, await File.ReadAllBytesAsync(shard, TestContext.Current.CancellationToken));
        Assert.Equal(0, (await Toy.RunAsync("curate", "validate", "--out", curation)).Code);
    }

    [Fact]
    public async Task A_damaged_table_is_named()
    {
        var curation = await films.CopyToAsync(_folder);
        var part = Directory.GetFiles(Path.Join(curation, "parts", "m_text"), "*.parquet", SearchOption.AllDirectories)[0];
        await File.WriteAllBytesAsync(part, (await File.ReadAllBytesAsync(part, TestContext.Current.CancellationToken))[..100], TestContext.Current.CancellationToken);

        var outcome = await Toy.RunAsync("curate", "validate", "--out", curation);

        Assert.Equal((2, $"hyvideo: {part}: is damaged; put a copy of it in its place, or delete it and give the commands that made it again: they make anew what it held, and nothing else.\n"), (outcome.Code, outcome.Error));
    }

    [Theory]
    [InlineData("m_text", 100)]
    [InlineData("m_overlay", 40)]
    [InlineData("probe", 0)]
    public async Task A_damaged_table_is_mended_as_the_fault_says(string table, int kept)
    {
        var curation = await films.CopyToAsync(_folder);
        var before = (await Toy.RunAsync("curate", "validate", "--out", curation)).Output;
        var part = Directory.GetFiles(Path.Join(curation, "parts", table), "*.parquet", SearchOption.AllDirectories)[0];
        await File.WriteAllBytesAsync(part, (await File.ReadAllBytesAsync(part, TestContext.Current.CancellationToken))[..kept], TestContext.Current.CancellationToken);
        string[] line = ["curate", "run", films.Folder, "--out", curation, "--policy", CuratedFilms.Policies];

        var refused = await Toy.RunAsync(line);
        File.Delete(part);
        var mended = await Toy.RunAsync(line);

        Assert.Equal((2, true), (refused.Code, refused.Error.StartsWith($"hyvideo: {part}: is damaged; ", StringComparison.Ordinal)));
        Assert.True(mended.Code == 0, mended.Error);
        Assert.Single(mended.Errors, error => error.Contains("units/s", StringComparison.Ordinal));       // one stage has worked
        Assert.Equal(before, (await Toy.RunAsync("curate", "validate", "--out", curation)).Output);
    }

    [Fact]
    public async Task Damage_within_a_table_is_named_by_who_reads_it()
    {
        var curation = await films.CopyToAsync(_folder);
        var part = Directory.GetFiles(Path.Join(curation, "parts", "m_text"), "*.parquet", SearchOption.AllDirectories)[0];
        var bytes = await File.ReadAllBytesAsync(part, TestContext.Current.CancellationToken);
        Array.Fill(bytes, (byte)0xFF, 4, bytes.Length / 4);
        await File.WriteAllBytesAsync(part, bytes, TestContext.Current.CancellationToken);

        var outcome = await Toy.RunAsync("curate", "decide", "--out", curation, "--policy", CuratedFilms.Policies);

        Assert.Equal((2, true), (outcome.Code, outcome.Error.StartsWith($"hyvideo: {part}: is damaged; ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_report_is_written_again()
    {
        var curation = await films.CopyToAsync(_folder);
        File.Delete(Path.Join(curation, "report", "index.html"));

        var outcome = await Toy.RunAsync("curate", "report", "--out", curation, "--policy", CuratedFilms.Policies, "--embed");

        Assert.Equal((0, Path.Join(curation, "report", "index.html") + "\n"), (outcome.Code, outcome.Output));
        var page = await File.ReadAllTextAsync(outcome.Output.TrimEnd(), TestContext.Current.CancellationToken);
        Assert.Contains("data:image/jpeg;base64,", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_byte_that_changed_in_a_set_is_found()
    {
        var curation = await films.CopyToAsync(_folder);
        var shard = Directory.GetFiles(Path.Join(curation, "out", Set), "*.tar", SearchOption.AllDirectories)[0];
        var bytes = await File.ReadAllBytesAsync(shard, TestContext.Current.CancellationToken);
        bytes[600] ^= 1;
        await File.WriteAllBytesAsync(shard, bytes, TestContext.Current.CancellationToken);

        var outcome = await Toy.RunAsync("curate", "validate", "--out", curation);

        Assert.Equal(1, outcome.Code);
        Assert.Contains("differs from its sum", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_item_that_does_not_decode_is_told_by_its_archive_and_not_by_where_it_was_read()
    {
        var curation = await films.CopyToAsync(_folder);
        var shard = Directory.GetFiles(Path.Join(curation, "out", Set), "*.tar", SearchOption.AllDirectories)[0];
        var bytes = await File.ReadAllBytesAsync(shard, TestContext.Current.CancellationToken);
        bytes.AsSpan(bytes.AsSpan().IndexOf("IHDR"u8), 200).Clear();
        await File.WriteAllBytesAsync(shard, bytes, TestContext.Current.CancellationToken);

        var outcome = await Toy.RunAsync("curate", "validate", "--out", curation);

        Assert.Equal(1, outcome.Code);
        Assert.Matches($"\n{Set}: [0-9a-f]{{32}}: cannot be decoded from {Path.GetRelativePath(Path.Join(curation, "out", Set), shard)}\\.\n", outcome.Output);
        Assert.DoesNotContain(Path.GetTempPath(), outcome.Output, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static Task<Toy.Outcome> MaterialiseAsync(string curation, params string[] more) =>
        Toy.RunAsync(["curate", "materialise", "--out", curation, "--policy", CuratedFilms.Policies, .. more]);
}
