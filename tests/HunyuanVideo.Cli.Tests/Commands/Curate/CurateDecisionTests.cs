using System.Text.Json;
using HunyuanVideo.Curation.Policies;

namespace HunyuanVideo.Cli.Tests.Commands.Curate;

/// <summary>Commands that decide over what was measured: decide, solve, dedup, balance.</summary>
public sealed class CurateDecisionTests(CuratedFilms films) : IDisposable
{
    private const string Set = "video-1-256p";

    private readonly ScratchFolder _folder = new();

    [Fact]
    public async Task A_rule_left_out_lets_more_in()
    {
        var curation = await films.CopyToAsync(_folder);

        var all = (await JsonAsync("decide", curation, "--set", Set))[0];
        var without = (await JsonAsync("decide", curation, "--set", Set, "--without", "best copy"))[0];

        Assert.Equal(3, all.GetProperty("candidates").GetInt32());
        Assert.Equal(all.GetProperty("accepted").GetInt32() + 1, without.GetProperty("accepted").GetInt32());
    }

    [Fact]
    public async Task Two_policies_are_compared()
    {
        var curation = await films.CopyToAsync(_folder);
        var file = Path.Join(CuratedFilms.Policies, Set + ".json");
        var loose = PolicyReader.ReadFile(file).Without(["best copy"]);
        await File.WriteAllTextAsync(_folder["loose.json"], PolicyReader.Write(loose), TestContext.Current.CancellationToken);

        var difference = await JsonAsync("decide", curation, "--diff", file, _folder["loose.json"]);

        Assert.Equal((1, 0), (difference.GetProperty("came_in").GetInt32(), difference.GetProperty("went_out").GetInt32()));
    }

    [Fact]
    public async Task Solve_writes_a_policy_that_leaves_the_wanted_amount()
    {
        var curation = await films.CopyToAsync(_folder);

        var solved = await Toy.RunAsync("curate", "solve", "--out", curation, "--policy", CuratedFilms.Policies, "--set", Set, "--aim", "1", "--write", _folder["mine/one.json"]);
        var decided = await Toy.RunAsync("curate", "decide", "--out", curation, "--policy", _folder["mine"], "--json");

        Assert.True(solved.Code == 0, solved.Error);
        Assert.Equal(solved.Output, await File.ReadAllTextAsync(_folder["mine/one.json"], TestContext.Current.CancellationToken));
        using var json = JsonDocument.Parse(decided.Output);
        Assert.Equal(1, json.RootElement[0].GetProperty("accepted").GetInt32());
    }

    [Fact]
    public async Task An_aim_out_of_reach_names_the_rule_in_the_way_and_writes_nothing()
    {
        var curation = await films.CopyToAsync(_folder);

        var outcome = await Toy.RunAsync("curate", "solve", "--out", curation, "--policy", CuratedFilms.Policies, "--set", Set, "--aim", "100%", "--move", "moves", "--write", _folder["no.json"]);

        Assert.Equal(1, outcome.Code);
        Assert.Contains("'best copy' keeps out 1 candidate and", outcome.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["no.json"]));
    }

    [Theory]
    [InlineData("--aim", "0")]
    [InlineData("--aim", "-3")]
    [InlineData("--aim", "150%")]
    [InlineData("--aim", "many")]
    [InlineData("--move", "best\ncopy")]
    [InlineData("--write", "/")]
    public async Task A_wrong_wish_is_refused(string option, string value)
    {
        var curation = await films.CopyToAsync(_folder);

        var outcome = await Toy.RunAsync("curate", "solve", "--out", curation, "--policy", CuratedFilms.Policies, "--set", "video-2-360p", $"{option}={value}");

        Assert.Equal((2, ""), (outcome.Code, outcome.Output));
        Assert.NotEmpty(outcome.Errors);
    }

    [Fact]
    public async Task Copies_are_grouped_at_any_threshold_and_put_in_force_on_demand()
    {
        var curation = await films.CopyToAsync(_folder);

        var usual = await JsonAsync("dedup", curation);
        var strict = await JsonAsync("dedup", curation, "--copy-distance", "0.1");
        var applied = await JsonAsync("dedup", curation, "--copy-distance", "0.1", "--apply");
        var members = Assert.Single(usual.GetProperty("groups").EnumerateArray()).GetProperty("members");

        Assert.Equal((1, 1), (usual.GetProperty("copies").GetInt32(), usual.GetProperty("copies_in_force").GetInt32()));
        Assert.Equal(["dup-a.mp4", CuratedFilms.Quoted], members.EnumerateArray().Select(member => Path.GetFileName(member.GetProperty("path").GetString())));
        Assert.Equal((0, 1), (strict.GetProperty("copies").GetInt32(), strict.GetProperty("copies_in_force").GetInt32()));
        Assert.Equal(0, applied.GetProperty("copies_in_force").GetInt32());
        Assert.Equal(0, (await JsonAsync("decide", curation, "--set", Set))[0].GetProperty("rules").EnumerateArray()
            .Single(rule => rule.GetProperty("rule").GetString() == "best copy").GetProperty("broken").GetInt32());
    }

    [Fact]
    public async Task More_than_there_are_candidates_is_no_aim_of_a_rule()
    {
        var curation = await films.CopyToAsync(_folder);

        var outcome = await Toy.RunAsync("curate", "solve", "--out", curation, "--policy", CuratedFilms.Policies, "--set", Set, "--aim", "999");

        Assert.Equal(1, outcome.Code);
        Assert.Matches(@"^hyvideo: \d of 3 candidates accepted, 999 wanted\. There are not so many candidates; lower the aim or ", outcome.Error);
    }

    [Fact]
    public async Task A_place_that_cannot_be_written_is_found_before_anything_is_solved()
    {
        var curation = await films.CopyToAsync(_folder);

        var outcome = await Toy.RunAsync("curate", "solve", "--out", curation, "--policy", CuratedFilms.Policies, "--set", Set, "--aim", "1", "--write", "/proc/mine/one.json");

        Assert.Equal((2, ""), (outcome.Code, outcome.Output));
        Assert.StartsWith("hyvideo: --write /proc/mine: cannot be written; ", Assert.Single(outcome.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_listing_of_copies_keeps_its_lines()
    {
        var curation = await films.CopyToAsync(_folder);

        var outcome = await Toy.RunAsync("curate", "dedup", "--out", curation);

        Assert.Equal((0, 4), (outcome.Code, outcome.Output.TrimEnd().Split('\n').Length));
    }

    [Fact]
    public async Task Balance_shows_concepts_and_asks_what_if()
    {
        var curation = await films.CopyToAsync(_folder);

        var report = Assert.Single((await JsonAsync("balance", curation, "--set", Set, "--beta", "1", "--cap", "1")).EnumerateArray());

        Assert.Equal((1, "1"), (report.GetProperty("beta").GetDouble(), report.GetProperty("cap").GetString()));
        Assert.Equal(report.GetProperty("before").GetInt32(), report.GetProperty("classes").EnumerateArray().Sum(row => row.GetProperty("before").GetInt32()));
        Assert.InRange(report.GetProperty("after").GetInt32(), 1, report.GetProperty("before").GetInt32());
    }

    [Theory]
    [InlineData(3, "balance", "--beta", "2", "--cap", "0", "--set", "none")]
    [InlineData(2, "dedup", "--copy-overlap", "0", "--most", "-1")]
    [InlineData(1, "decide", "--set", "video-1-256")]
    [InlineData(1, "decide", "--without", "clear")]
    [InlineData(3, "decide", "--diff", "none.json", "nil.json", "--set", "video-1-256p")]
    [InlineData(1, "takedown", "--list", "film.mp4")]
    [InlineData(1, "quarantine", "list", "--reason", "nonsense")]
    [InlineData(1, "balance", "--cap", "abc")]
    public async Task All_faults_are_said_at_once(int faults, params string[] arguments)
    {
        var curation = await films.CopyToAsync(_folder);

        var outcome = await Toy.RunAsync(["curate", .. arguments, "--out", curation]);

        Assert.Equal((2, faults), (outcome.Code, outcome.Errors.Length));
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<JsonElement> JsonAsync(string command, string curation, params string[] more)
    {
        string[] policies = command == "dedup" ? [] : ["--policy", CuratedFilms.Policies];
        var outcome = await Toy.RunAsync(["curate", command, "--out", curation, .. policies, .. more, "--json"]);
        Assert.True(outcome.Code == 0, outcome.Error);
        using var json = JsonDocument.Parse(outcome.Output);
        return json.RootElement.Clone();
    }
}
