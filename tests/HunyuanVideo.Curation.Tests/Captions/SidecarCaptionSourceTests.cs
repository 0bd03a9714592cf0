using HunyuanVideo.Curation.Captions;

namespace HunyuanVideo.Curation.Tests.Captions;

public sealed class SidecarCaptionSourceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sidecar").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Without_a_file_beside_the_film_there_is_no_caption() => Assert.Null(await WriteAsync("film.mp4"));

    [Fact]
    public async Task A_json_file_is_read_before_a_text_file()
    {
        Put("-film %d.json", """{"version": 1, "short": "A dog runs along."}""");
        Put("-film %d.txt", "a cat sits there");

        var row = await WriteAsync("-film %d.mp4");

        Assert.True(row!.Valid);
        Assert.Equal("""{"version":1,"short":"A dog runs along."}""", row.Json);
        Assert.Equal("sidecar", row.Source);
    }

    [Fact]
    public async Task Long_plain_words_are_dense_and_their_first_sentence_is_short()
    {
        Put("film.txt", "  Ein Hund läuft.\n" + string.Join(' ', Enumerable.Range(0, 60).Select(word => $"wort{word}")));

        var caption = CaptionReader.Read((await WriteAsync("film.mp4"))!.Json, new() { Language = null }).Caption!;

        Assert.Equal("Ein Hund läuft.", caption.Headline);
        Assert.StartsWith("Ein Hund läuft. wort0 wort1", caption.Dense, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("film.json", "not json")]
    [InlineData("film.json", "{}")]
    [InlineData("film.txt", "")]
    [InlineData("film.txt", "dog")]
    public async Task A_faulty_file_is_told_not_passed(string name, string content)
    {
        Put(name, content);

        var row = await WriteAsync("film.mp4");

        Assert.False(row!.Valid);
        Assert.NotNull(row.Faults);
    }

    [Fact]
    public async Task An_enormous_file_is_not_read()
    {
        Put("film.txt", new string('a', 1 << 17));

        Assert.StartsWith(CaptionFault.TooLarge, (await WriteAsync("film.mp4"))!.Faults, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pipe_is_not_waited_for()
    {
        using (var maker = System.Diagnostics.Process.Start("mkfifo", Path.Join(_folder, "film.txt")))
        {
            await maker.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        Assert.False((await Task.Run(() => WriteAsync("film.mp4")).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken))!.Valid);
    }

    private void Put(string name, string content) => File.WriteAllText(Path.Join(_folder, name), content);

    private Task<CaptionRow?> WriteAsync(string film) =>
        new SidecarCaptionSource().WriteAsync(new("ab", new(), Path.Join(_folder, film)), TestContext.Current.CancellationToken);
}
