using System.Text.Json.Nodes;
using HunyuanVideo.Curation.Store;

namespace HunyuanVideo.Cli.Tests.Commands.Curate;

public sealed class CurateAnnotateCommandTests(CuratedFilms films) : IDisposable
{
    private const string Set = "image-1";

    private static readonly string[] Scores = ["colour_harmony", "lighting", "object_emphasis", "spatial_layout", "motion_speed", "action_integrity", "motion_blur"];

    private readonly ScratchFolder _folder = new();

    [Fact]
    public async Task Two_people_who_keep_a_clip_settle_it()
    {
        var curation = await films.CopyToAsync(_folder);
        await File.WriteAllTextAsync(
            _folder["judged.json"],
            """
            {"set": "judged", "unit": "image", "rules": [{"name": "people keep it", "column": "annotation_vote.keep", "is": true},
             {"name": "people rate it high", "column": "annotation_vote.mean_score", "min": 4.0}, {"name": "no low score", "column": "annotation_vote.least_score", "min": 3}]}
            """, TestContext.Current.CancellationToken);
        var held = await StateAsync(curation);

        var first = await JudgeAsync(curation, "ann", 4);
        var half = await StateAsync(curation);
        var second = await JudgeAsync(curation, "bob", 5);
        var third = await ExportAsync(curation, "carl");

        Assert.Equal("2 lines = 2 judgements taken in + 0 known + 0 not judged yet\n", first);
        Assert.Equal(first, second);
        Assert.EndsWith(": no accepted clip waits for a judgement by carl; nothing is written\n", third.Output, StringComparison.Ordinal);
        Assert.False(Path.Exists(_folder["carl"]));
        Assert.Equal((0, 0, 2), (held.Accepted, half.Accepted, (await StateAsync(curation)).Accepted));
        Assert.Equal(0, (await Toy.RunAsync("curate", "validate", "--out", curation)).Code);
    }

    [Fact]
    public async Task The_same_list_again_changes_nothing_and_another_answer_is_refused()
    {
        var curation = await films.CopyToAsync(_folder);
        await JudgeAsync(curation, "ann", 4);

        var again = await Toy.RunAsync("curate", "annotate", "import", _folder["ann/items.jsonl"], "--out", curation);
        await File.WriteAllTextAsync(
            _folder["ann/items.jsonl"], (await File.ReadAllTextAsync(_folder["ann/items.jsonl"], TestContext.Current.CancellationToken)).Replace("\"lighting\":4", "\"lighting\":1", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var other = await Toy.RunAsync("curate", "annotate", "import", _folder["ann/items.jsonl"], "--out", curation);

        Assert.Equal("2 lines = 0 judgements taken in + 2 known + 0 not judged yet\n", again.Output);
        Assert.Equal(2, other.Code);
        Assert.All(other.Errors, fault => Assert.Contains("ann has judged", fault, StringComparison.Ordinal));
        Assert.Equal(2, Count(curation));
    }

    [Fact]
    public async Task What_was_taken_down_is_judged_by_nobody()
    {
        var curation = await films.CopyToAsync(_folder);
        await JudgeAsync(curation, "ann", 4);

        await Toy.RunAsync("curate", "takedown", Path.Join(films.Folder, "dup-a.mp4"), Path.Join(films.Folder, CuratedFilms.Quoted), Path.Join(films.Folder, CuratedFilms.Dashed), "--out", curation, "--reason", "asked");

        Assert.Equal(0, Count(curation));
    }

    [Fact]
    public async Task All_faults_of_a_list_are_said_at_once_and_nothing_is_taken_in()
    {
        var curation = await films.CopyToAsync(_folder);
        await ExportAsync(curation, "ann");
        var good = Answered((await File.ReadAllLinesAsync(_folder["ann/items.jsonl"], TestContext.Current.CancellationToken))[0], 4);
        string[] lines =
        [
            Changed(good, "lighting", 9), Changed(good, "keep", null), Changed(good, "annotator", "an\nn"), Changed(good, "colour", 1), "no json\u0007",
            Changed(good, "item_id", null), Changed(good, "note", new string('x', 5000)), good.ToJsonString(), good.ToJsonString(),
        ];
        await File.WriteAllLinesAsync(_folder["bad.jsonl"], lines, TestContext.Current.CancellationToken);

        var outcome = await Toy.RunAsync("curate", "annotate", "import", _folder["bad.jsonl"], "--out", curation);

        Assert.Equal((2, 8), (outcome.Code, outcome.Errors.Length));
        Assert.Contains($"hyvideo: {_folder["bad.jsonl"]} line 1: lighting 9 is not within 1…5.", outcome.Errors);
        Assert.Contains($"hyvideo: {_folder["bad.jsonl"]} line 2: keep has no answer; answer all, or nothing and leave no note.", outcome.Errors);
        Assert.Contains("is judged by ann twice; leave one line.", outcome.Errors[^1], StringComparison.Ordinal);
        Assert.Equal(0, Count(curation));
    }

    [Fact]
    public async Task A_person_is_the_same_in_capitals_and_a_name_holds_no_white_space_at_its_ends()
    {
        var curation = await films.CopyToAsync(_folder);
        await JudgeAsync(curation, "ann", 4);

        var capital = await ExportAsync(curation, "ANN");
        var spaced = await ExportAsync(curation, "ann ");
        var broken = await ExportAsync(curation, "a\nb");
        var unseen = await ExportAsync(curation, "ann\u200b");
        var apart = await ExportAsync(curation, "A\u030ase");

        Assert.Contains("no accepted clip waits for a judgement by ANN", capital.Output, StringComparison.Ordinal);
        Assert.Equal((2, "hyvideo: --annotator is no name; give one of at most 100 letters, without white space at its ends, unseen letters and accents apart from theirs.\n"), (spaced.Code, spaced.Error));
        Assert.All([broken, unseen, apart], refused => Assert.Equal(spaced.Error, refused.Error));
    }

    [Fact]
    public async Task A_note_without_answers_is_asked_about_and_a_list_of_nonsense_is_not_gone_through_to_its_end()
    {
        var curation = await films.CopyToAsync(_folder);
        await ExportAsync(curation, "ann");
        var line = JsonNode.Parse((await File.ReadAllLinesAsync(_folder["ann/items.jsonl"], TestContext.Current.CancellationToken))[0])!.AsObject();
        await File.WriteAllTextAsync(_folder["note.jsonl"], Changed(line, "note", "blurred"), TestContext.Current.CancellationToken);
        await File.WriteAllLinesAsync(_folder["noise.jsonl"], Enumerable.Repeat("\u0001", 200).Prepend(line.ToJsonString()), TestContext.Current.CancellationToken);

        var note = await Toy.RunAsync("curate", "annotate", "import", _folder["note.jsonl"], "--out", curation);
        var noise = await Toy.RunAsync("curate", "annotate", "import", _folder["noise.jsonl"], "--out", curation);
        var place = await Toy.RunAsync("curate", "annotate", "import", _folder["ann"], "--out", curation);

        Assert.Contains("keep have no answer; answer all, or nothing and leave no note.", note.Error, StringComparison.Ordinal);
        Assert.Equal((51, "hyvideo: and 150 faults more."), (noise.Errors.Length, noise.Errors[^1]));
        Assert.Equal((2, $"hyvideo: {_folder["ann"]}: is a folder; name the items.jsonl of an export.\n"), (place.Code, place.Error));
    }

    [Fact]
    public async Task A_film_is_no_list_and_is_not_complained_of_line_by_line_and_a_pipe_is_called_one()
    {
        var curation = await films.CopyToAsync(_folder);
        var film = Path.Join(films.Folder, "dup-a.mp4");

        var outcome = await Toy.RunAsync("curate", "annotate", "import", film, "--out", curation);

        Assert.Equal((2, $"hyvideo: {film}: none of its lines is one of a work list; name the items.jsonl of an export.\n"), (outcome.Code, outcome.Error));
        using (var maker = System.Diagnostics.Process.Start("mkfifo", _folder["pipe"]))
        {
            await maker.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        var pipe = await Toy.RunAsync("curate", "annotate", "import", _folder["pipe"], "--out", curation);

        Assert.Equal((2, $"hyvideo: {_folder["pipe"]}: is a pipe, a socket or a device; name the items.jsonl of an export.\n"), (pipe.Code, pipe.Error));
    }

    [Fact]
    public async Task Lines_all_at_fault_in_a_field_are_those_of_a_list()
    {
        var curation = await films.CopyToAsync(_folder);
        await ExportAsync(curation, "ann");
        var line = Answered((await File.ReadAllLinesAsync(_folder["ann/items.jsonl"], TestContext.Current.CancellationToken))[0], 4);
        await File.WriteAllLinesAsync(_folder["words.jsonl"], Enumerable.Repeat(Changed(line, "keep", "yes"), 2), TestContext.Current.CancellationToken);

        var outcome = await Toy.RunAsync("curate", "annotate", "import", _folder["words.jsonl"], "--out", curation);

        Assert.Equal(
            [.. Enumerable.Range(1, 2).Select(number => $"hyvideo: {_folder["words.jsonl"]} line {number}: is no line of a work list: keep is unknown or of another kind; export it again.")],
            outcome.Errors);
    }

    [Fact]
    public async Task A_clip_without_a_picture_is_named()
    {
        var curation = await films.CopyToAsync(_folder);
        await ExportAsync(curation, "ann");
        var clips = (await File.ReadAllLinesAsync(_folder["ann/items.jsonl"], TestContext.Current.CancellationToken)).Select(line => (string)JsonNode.Parse(line)!["item_id"]!).ToList();
        Directory.Delete(Path.Join(curation, "previews"), recursive: true);

        var outcome = await ExportAsync(curation, "bob");

        Assert.Equal((0, $"hyvideo: 2 of 2 clips without a picture: {clips[0]}, {clips[1]}; `hyvideo curate run` makes it from the film, then export again.\n"), (outcome.Code, outcome.Error));
        Assert.Equal([_folder["bob/items.jsonl"]], Directory.EnumerateFileSystemEntries(_folder["bob"]));
    }

    [Theory]
    [InlineData("/proc/x", "cannot be written; name a folder you may write to")]
    [InlineData("/dev/null/x", "is a file; name a folder")]
    public async Task A_place_that_cannot_be_written_is_refused(string place, string reason)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "places of Linux");
        var curation = await films.CopyToAsync(_folder);

        var outcome = await Toy.RunAsync("curate", "annotate", "export", "--out", curation, "--policy", CuratedFilms.Policies, "--set", Set, "--annotator", "ann", "--to", place);

        Assert.Equal((2, $"hyvideo: --to {Path.GetDirectoryName(place)}: {reason}.\n"), (outcome.Code, outcome.Error));
    }

    [Fact]
    public async Task What_lies_beside_the_new_folder_stays()
    {
        var curation = await films.CopyToAsync(_folder);
        Directory.CreateDirectory(_folder["ann.part"]);
        await File.WriteAllTextAsync(_folder["ann.part/mine"], "mine", TestContext.Current.CancellationToken);

        var outcome = await ExportAsync(curation, "ann");

        Assert.True(outcome.Code == 0, outcome.Error);
        Assert.True(File.Exists(_folder["ann.part/mine"]));
        Assert.Equal(["ann", "ann.part"], Directory.GetDirectories(_folder.Path, "ann*").Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_clip_of_another_curation_and_a_list_that_is_not_there_are_refused()
    {
        var curation = await films.CopyToAsync(_folder);
        await ExportAsync(curation, "ann");
        var line = Answered((await File.ReadAllLinesAsync(_folder["ann/items.jsonl"], TestContext.Current.CancellationToken))[0], 4);
        await File.WriteAllTextAsync(_folder["other.jsonl"], Changed(line, "item_id", "x'y"), TestContext.Current.CancellationToken);

        var other = await Toy.RunAsync("curate", "annotate", "import", _folder["other.jsonl"], "--out", curation);
        var none = await Toy.RunAsync("curate", "annotate", "import", _folder["none.jsonl"], "--out", curation);
        var taken = await ExportAsync(curation, "ann");

        Assert.Equal((2, $"hyvideo: {_folder["other.jsonl"]} line 1: x'y is no clip of this curation; take the line out.\n"), (other.Code, other.Error));
        Assert.Equal((2, $"hyvideo: {_folder["none.jsonl"]}: no such file; name the items.jsonl of an export.\n"), (none.Code, none.Error));
        Assert.Equal((2, $"hyvideo: {_folder["ann"]}: exists already; name a new folder for the work list.\n"), (taken.Code, taken.Error));
    }

    public void Dispose() => _folder.Dispose();

    private Task<Toy.Outcome> ExportAsync(string curation, string annotator) =>
        Toy.RunAsync("curate", "annotate", "export", "--out", curation, "--policy", CuratedFilms.Policies, "--set", Set, "--annotator", annotator, "--to", _folder[annotator]);

    /// <summary>Lets a person give every clip of the set one score; what the import says.</summary>
    private async Task<string> JudgeAsync(string curation, string annotator, int score)
    {
        var export = await ExportAsync(curation, annotator);
        Assert.True(export.Code == 0, export.Error);
        var lines = await File.ReadAllLinesAsync(_folder[$"{annotator}/items.jsonl"], TestContext.Current.CancellationToken);
        Assert.All(lines, line => Assert.True(File.Exists(Path.Join(_folder[annotator], (string)JsonNode.Parse(line)!["preview"]!))));
        await File.WriteAllLinesAsync(_folder[$"{annotator}/items.jsonl"], lines.Select(line => Answered(line, score).ToJsonString()), TestContext.Current.CancellationToken);
        return (await Toy.RunAsync("curate", "annotate", "import", _folder[$"{annotator}/items.jsonl"], "--out", curation)).Output;
    }

    private async Task<(int Accepted, int Held)> StateAsync(string curation)
    {
        var outcome = await Toy.RunAsync("curate", "decide", "--out", curation, "--policy", _folder["judged.json"], "--json");
        var funnel = JsonNode.Parse(outcome.Output)!.ToJsonString();
        return (Number(funnel, "accepted"), Number(funnel, "held"));
    }

    private static int Number(string json, string name) => int.Parse(json[(json.IndexOf($"\"{name}\":", StringComparison.Ordinal) + name.Length + 3)..].Split(',', '}')[0], System.Globalization.CultureInfo.InvariantCulture);

    private static JsonObject Answered(string line, int score)
    {
        var answered = JsonNode.Parse(line)!.AsObject();
        Array.ForEach(Scores, name => answered[name] = score);
        answered["keep"] = true;
        return answered;
    }

    private static string Changed(JsonObject line, string name, JsonNode? value)
    {
        var changed = line.DeepClone().AsObject();
        changed[name] = value;
        return changed.ToJsonString();
    }

    private static long Count(string curation)
    {
        using var reader = new CurationStore(curation).OpenReader();
        return reader.Count("SELECT count(*) FROM annotation");
    }
}
