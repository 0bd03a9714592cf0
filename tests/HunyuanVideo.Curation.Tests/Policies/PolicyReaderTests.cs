using HunyuanVideo.Curation.Bench;
using HunyuanVideo.Curation.Policies;

namespace HunyuanVideo.Curation.Tests.Policies;

public sealed class PolicyReaderTests
{
    private const string Small = """{"set": "a", "rules": [{"name": "clear", "column": "m_clarity.clarity", "min": 0.5}]}""";

    [Fact]
    public void Absent_keys_keep_their_defaults()
    {
        var policy = PolicyReader.Parse(Small, "a.json");

        Assert.Equal(("clip", "hold", 0L), (policy.Unit, policy.Rules[0].Missing, policy.Seed));
        Assert.Equal("human", policy.Captions[0]);
    }

    [Fact]
    public void A_policy_survives_writing_and_reading()
    {
        var text = PolicyReader.Write(PolicyReader.Parse(Small, "a.json"));

        Assert.Equal(text, PolicyReader.Write(PolicyReader.Parse(text, "again")));
    }

    [Theory]
    [InlineData("\"set\": \"a\", \"sett\": 1", "'sett' is unknown; did you mean 'set'")]
    [InlineData("\"set\": \"a\", \"output\": {\"area\": [64, 64], \"frames\": [17], \"fsp\": 3}", "'fsp' in output is unknown; did you mean 'fps'")]
    [InlineData("\"set\": \"a\", \"output\": {\"area\": [64, 64], \"frames\": [18]}", "4n + 1")]
    [InlineData("\"set\": \"A b\"", "is no name")]
    [InlineData("\"set\": \"a\", \"unit\": \"film\"", "use clip or image")]
    [InlineData("\"set\": \"a\", \"set\": \"b\"", "valid policy")]
    [InlineData("\"set\": 3", "is no valid policy: set is of another kind than it should be.")]
    [InlineData("\"unit\": \"clip\"", "is no valid policy: it lacks set.")]
    [InlineData("\"set\": \"a\", \"balance\": {\"beta\": 2}", "balance.beta 2")]
    public void A_wrong_key_or_value_is_refused_with_a_mend(string keys, string words)
    {
        var fault = Assert.Throws<InputException>(() => PolicyReader.Parse($$"""{{{keys}}, "rules": []}""", "a.json"));

        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
        Assert.StartsWith("a.json: ", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_is_no_policy() =>
        Assert.Equal("a.json: is no valid policy: it is no object of keys.", Assert.Throws<InputException>(() => PolicyReader.Parse("[]", "a.json")).Message);

    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    public void An_empty_policy_is_said_to_be_one(string text) =>
        Assert.Equal("a.json: is empty; give a policy file.", Assert.Throws<InputException>(() => PolicyReader.Parse(text, "a.json")).Message);

    [Theory]
    [InlineData("""{"name": "x", "column": "m_clarity.clarity"}""", "needs one of min/max, is, in")]
    [InlineData("""{"name": "x", "min": 1}""", "needs either 'column' or 'any'")]
    [InlineData("""{"name": "x", "column": "a.b", "min": 2, "max": 1}""", "above max 1")]
    [InlineData("""{"name": "x", "column": "a.b", "min": 2, "missing": "wait"}""", "use hold, pass or fail")]
    [InlineData("""{"name": "x", "column": "a.b", "min": 2, "mim": 3}""", "'mim' in rules[0] is unknown; did you mean 'min'")]
    public void A_rule_without_sense_is_refused(string rule, string words)
    {
        var fault = Assert.Throws<InputException>(() => PolicyReader.Parse($$"""{"set": "a", "rules": [{{rule}}]}""", "a.json"));

        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("policies")]
    [InlineData("policies/toy")]
    public void The_published_ladders_read_and_name_known_columns(string folder)
    {
        using var pool = new SyntheticPool(10);
        var ladder = PolicyReader.ReadFolder(Path.Join(RepositoryRoot(), folder));

        var funnels = new PolicyDecider(pool.Connection).Decide(ladder);

        Assert.Equal(9, funnels.Count);
        Assert.Equal(["video-1-256p", "video-2-360p", "video-3-540p", "video-4-720p", "video-5-sft"],
            PolicyLadder.ChainOf(ladder.Single(policy => policy.Set == "video-5-sft"), ladder).Select(policy => policy.Set));
    }

    [Fact]
    public void Thresholds_of_the_ladder_rise_from_set_to_set()
    {
        var ladder = PolicyReader.ReadFolder(Path.Join(RepositoryRoot(), "policies")).Where(policy => policy.Set.StartsWith("video", StringComparison.Ordinal)).ToList();
        var clear = ladder.Select(policy => policy.Rules.Single(rule => rule.Name == "clear").Min!.Value).ToList();

        Assert.Equal(clear.Order(), clear);
        Assert.Equal([.25, .40, .55, .65, .75], clear);
    }

    [Fact]
    public void A_circle_of_sets_is_refused()
    {
        var a = new Policy { Set = "a", From = "b", Rules = [] };

        var fault = Assert.Throws<InputException>(() => PolicyLadder.Order([a, a with { Set = "b", From = "a" }]));

        Assert.Contains("taken from itself", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hash_changes_with_a_policy_and_with_its_predecessor()
    {
        var first = new Policy { Set = "a", Rules = [] };
        var second = new Policy { Set = "b", From = "a", Rules = [] };
        var changed = first with { Seed = 1 };

        Assert.NotEqual(PolicyReader.Hash(second, [first, second]), PolicyReader.Hash(second, [changed, second]));
        Assert.Equal(16, PolicyReader.Hash(first, [first]).Length);
    }

    internal static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Join(folder.FullName, "hyvideo.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("hyvideo.slnx is in no folder above the tests.");
        }

        return folder.FullName;
    }
}
