using System.Text.Json;

namespace HunyuanVideo.Cli.Tests.Commands.Curate;

public sealed class CurateShotsCommandTests
{
    [Fact]
    public async Task Json_tells_transitions_and_shots()
    {
        var outcome = await Toy.RunAsync("curate", "shots", Film("%05d.mp4"), "--json");

        using var json = JsonDocument.Parse(outcome.Output);
        var film = Assert.Single(json.RootElement.EnumerateArray());
        Assert.Equal((0, Film("%05d.mp4"), 32, 25), (outcome.Code, film.GetProperty("file").GetString(), film.GetProperty("frames").GetInt32(), film.GetProperty("fps").GetDouble()));
        Assert.Equal("""[{"kind":"cut","first":16,"last":16}]""", Compact(film.GetProperty("transitions")));
        Assert.Equal("""[{"first":0,"last":15},{"first":16,"last":31}]""", Compact(film.GetProperty("shots")));
    }

    [Fact]
    public async Task Bad_files_are_told_and_good_ones_printed()
    {
        var outcome = await Toy.RunAsync("curate", "shots", Film("zero-bytes.mp4"), Film("one-frame.mp4"), Film("none.mp4"));

        Assert.Equal((2, 2), (outcome.Code, outcome.Errors.Length));
        Assert.StartsWith($"{Film("one-frame.mp4")}: 1 frame, 1 shot, 0 transitions\n", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_film_is_named_once_with_its_mend()
    {
        var outcome = await Toy.RunAsync("curate", "shots", Film(""), Film("truncated.mp4"));

        Assert.Equal(2, outcome.Code);
        Assert.Equal(
            [
                $"hyvideo: {Film("")}: is a folder; name its films.",
                $"hyvideo: {Film("truncated.mp4")}: is no video that ffmpeg can read (Invalid data found when processing input); leave the file out or encode it anew.",
            ],
            outcome.Errors);
    }

    [Fact]
    public async Task A_damaged_film_is_told_and_said_to_be_damaged()
    {
        var outcome = await Toy.RunAsync("curate", "shots", Film("corrupt-middle.mp4"), Film("one-frame.mp4"));

        Assert.Equal((0, $"hyvideo: {Film("corrupt-middle.mp4")}: is damaged or cut short; what is told is of the pictures that came.\n"), (outcome.Code, outcome.Error));
    }

    [Fact]
    public async Task A_name_that_begins_with_a_dash_is_told_how_to_write_it()
    {
        var name = $"-{Guid.NewGuid():N}.mp4";      // beside the tests: a line names it without a folder
        File.Copy(Film("one-frame.mp4"), name);
        try
        {
            Assert.Equal($"hyvideo: '{name}' begins like an option; write ./{name} for what has this name.", Assert.Single((await Toy.RunAsync("curate", "shots", name)).Errors));
        }
        finally
        {
            File.Delete(name);
        }
    }

    [Fact]
    public async Task Wrong_jobs_are_refused() =>
        Assert.Equal("hyvideo: --jobs 0 is not within 1…256; choose such a value.", Assert.Single((await Toy.RunAsync("curate", "shots", "a.mp4", "--jobs", "0")).Errors));

    private static string Film(string name) => Path.Join(Toy.Root, "tests", "data", "media", name);

    private static string Compact(JsonElement element) => JsonSerializer.Serialize(element);
}
