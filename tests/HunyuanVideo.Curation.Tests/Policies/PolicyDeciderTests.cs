using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using HunyuanVideo.Curation.Bench;
using HunyuanVideo.Curation.Policies;

namespace HunyuanVideo.Curation.Tests.Policies;

public sealed class PolicyDeciderTests(ITestOutputHelper output)
{
    private static readonly PolicyRule Clear = new() { Name = "clear", Column = "m_clarity.clarity", Min = 0.5 };
    private static readonly PolicyRule Moves = new() { Name = "moves", Column = "m_motion.max_speed", Min = 5, Max = 60 };
    private static readonly PolicyRule OneShot = new() { Name = "one shot", Column = "m_recheck.single_shot", Is = true };
    private static readonly PolicyRule BestCopy = new() { Name = "best copy", Column = "dup_group.keep", Is = true };

    private static Policy With(params PolicyRule[] rules) => new() { Set = "a", Seed = 7, Rules = rules };

    [Fact]
    public void Reasons_list_every_broken_rule_with_value_threshold_and_margin()
    {
        using var pool = new SyntheticPool(500);

        new PolicyDecider(pool.Connection).Decide([With(Clear, Moves, OneShot)]);

        Assert.Equal(0, pool.Count("""
            SELECT count(*) FROM decision d JOIN m_clarity USING (clip_id) WHERE false
            """.Replace("USING (clip_id) WHERE false", "ON m_clarity.clip_id = d.unit_id, m_motion m, m_recheck r WHERE m.clip_id = d.unit_id AND r.clip_id = d.unit_id "
            + "AND len(d.reasons) <> (clarity < 0.5)::INT + (max_speed NOT BETWEEN 5 AND 60)::INT + (NOT single_shot)::INT", StringComparison.Ordinal)));
        Assert.Equal(0, pool.Count("""SELECT count(*) FROM decision, unnest(reasons) t(r) WHERE r."rule" = 'clear' AND abs(r.margin - (r.value - 0.5)) > 1e-9"""));
        Assert.Equal(0, pool.Count("""SELECT count(*) FROM decision, unnest(reasons) t(r) WHERE r."rule" = 'moves' AND r.threshold <> (CASE WHEN r.value < 5 THEN 5 ELSE 60 END)"""));
        Assert.Equal(0, pool.Count("SELECT count(*) FROM decision WHERE (state = 'accepted') <> (len(reasons) = 0)"));
    }

    [Fact]
    public void What_another_attempt_measured_is_out_of_quarantine()
    {
        using var pool = new SyntheticPool(10);
        pool.Run("""
            CREATE TABLE ledger AS SELECT md5(i::VARCHAR) AS unit_id, 'text' AS stage, 'k' AS stage_key, 'quarantined' AS state, 1::SMALLINT AS attempt FROM range(2) t(i)
            UNION ALL SELECT md5('0'), 'text', 'k', 'done', 2
            """);

        var funnel = new PolicyDecider(pool.Connection).Decide([With()])[0];

        Assert.Equal((9, 1), (funnel.Accepted, funnel.Quarantined));
    }

    [Theory]
    [InlineData("hold", "held")]
    [InlineData("pass", "accepted")]
    [InlineData("fail", "rejected")]
    public void A_missing_measurement_does_what_the_rule_says(string missing, string state)
    {
        using var pool = new SyntheticPool(10);

        new PolicyDecider(pool.Connection).Decide([With(new PolicyRule { Name = "judged", Column = "m_technical.dover", Min = 0.5, Missing = missing })]);

        Assert.Equal(10, pool.Count($"SELECT count(*) FROM decision WHERE state = '{state}'"));
    }

    [Fact]
    public void Otherwise_stands_in_where_a_column_is_missing()
    {
        using var pool = new SyntheticPool(1000);
        var rule = new PolicyRule { Name = "good", Column = "m_technical.dover", Min = 0.9, Otherwise = new() { Name = "good", Column = "m_technical.quality", Min = 0.3 } };

        var funnel = new PolicyDecider(pool.Connection).Decide([With(rule)])[0];

        Assert.Equal(pool.Count("SELECT count(*) FROM m_technical WHERE quality >= 0.3::FLOAT"), funnel.Accepted);
        Assert.Equal(0, funnel.Held);
    }

    [Fact]
    public void Any_accepts_by_one_of_its_rules_and_names_all_that_failed()
    {
        using var pool = new SyntheticPool(1000);
        var rule = new PolicyRule { Name = "alive", Any = [Clear, new() { Name = "fast", Column = "m_motion.max_speed", Min = 50 }] };

        var funnel = new PolicyDecider(pool.Connection).Decide([With(rule)])[0];

        Assert.Equal(pool.Count("SELECT count(*) FROM m_clarity JOIN m_motion USING (clip_id) WHERE clarity >= 0.5 OR max_speed >= 50"), funnel.Accepted);
        Assert.Equal(funnel.Rejected, pool.Count("""SELECT count(*) FROM decision WHERE list_transform(reasons, lambda r: r."rule") = ['alive / clear', 'alive / fast']"""));
    }

    [Fact]
    public void A_value_equal_to_the_threshold_passes_in_single_precision()
    {
        using var pool = new SyntheticPool(4);
        pool.Run("UPDATE m_clarity SET clarity = 0.65");   // 0.65 as a float is below 0.65 as a double

        var funnel = new PolicyDecider(pool.Connection).Decide([With(Clear with { Min = 0.65 })])[0];

        Assert.Equal(4, funnel.Accepted);
    }

    [Fact]
    public void A_rejected_twin_does_not_reject_its_better_half()
    {
        using var pool = new SyntheticPool(3);
        pool.Run("UPDATE dup_group SET rank_score = CASE WHEN clip_id = md5('0') THEN 1.0 WHEN clip_id = md5('1') THEN 0.5 ELSE 0.4 END");
        pool.Run("UPDATE m_clarity SET clarity = CASE WHEN clip_id = md5('0') THEN 0.1 ELSE 0.9 END");

        new PolicyDecider(pool.Connection).Decide([With(Clear, BestCopy)]);

        Assert.Equal(1, pool.Count("SELECT count(*) FROM decision WHERE state = 'accepted' AND unit_id = md5('1')"));
        Assert.Equal(1, pool.Count("""SELECT count(*) FROM decision WHERE reasons[1]."rule" = 'best copy' AND unit_id = md5('2')"""));
        Assert.Equal(1, pool.Count("""SELECT count(*) FROM decision WHERE reasons[1]."rule" = 'clear' AND len(reasons) = 1 AND unit_id = md5('0')"""));
    }

    [Fact]
    public void A_set_chooses_among_the_accepted_of_its_predecessor()
    {
        using var pool = new SyntheticPool(2000);
        var second = With(Moves) with { Set = "b", From = "a" };

        var funnels = new PolicyDecider(pool.Connection).Decide([second, With(Clear)]);

        Assert.Equal(["a", "b"], funnels.Select(funnel => funnel.Set));
        Assert.Equal(funnels[0].Accepted, funnels[1].Candidates);
        Assert.Equal(0, pool.Count("""SELECT count(*) FROM decision WHERE "set" = 'b' AND state = 'accepted' AND unit_id NOT IN (SELECT unit_id FROM decision WHERE "set" = 'a' AND state = 'accepted')"""));
        Assert.Equal(2000, pool.Count("""SELECT count(*) FROM decision WHERE "set" = 'b'"""));
    }

    [Fact]
    public void Without_all_rules_the_rejected_are_the_union_of_what_each_rejects()
    {
        using var pool = new SyntheticPool(3000);
        var decider = new PolicyDecider(pool.Connection);
        var policy = With(Clear, Moves, OneShot);

        var all = decider.Decide([policy])[0];

        Assert.Equal(3000, decider.CountAccepted(policy.Without(["clear", "moves", "one shot"])));
        Assert.Equal(all.Rejected, pool.Count("SELECT count(*) FROM m_clarity JOIN m_motion USING (clip_id) JOIN m_recheck USING (clip_id) WHERE clarity < 0.5 OR max_speed NOT BETWEEN 5 AND 60 OR NOT single_shot"));
        Assert.All(all.Rules, cost => Assert.Equal(all.Accepted + cost.Marginal, decider.CountAccepted(policy.Without([cost.Rule]))));
        Assert.All(all.Rules, cost => Assert.Equal(3000 - cost.Broken, decider.CountAccepted(policy.Only([cost.Rule]))));
        Assert.Equal(all.Accepted, all.Rules[^1].Remaining);
    }

    [Fact]
    public void Weights_follow_the_formula_and_the_sample_the_stable_number()
    {
        using var pool = new SyntheticPool(5000);
        pool.Run("UPDATE concept_of SET concept_id = floor(ln(1 + hash(clip_id) % 1000))");

        new PolicyDecider(pool.Connection).Decide([With() with { Balance = new PolicyBalance { Beta = 0.5 } }]);

        var sizes = pool.Connection.Rows("SELECT concept_id, count(*) FROM concept_of GROUP BY 1 ORDER BY 1", row => row.Whole(1)).Order().ToList();
        var cap = sizes.Count % 2 == 1 ? sizes[sizes.Count / 2] : (sizes[(sizes.Count / 2) - 1] + sizes[sizes.Count / 2]) / 2.0;
        var rows = pool.Connection.Rows(
            "SELECT unit_id, state, n FROM decision JOIN concept_of c ON c.clip_id = unit_id JOIN (SELECT concept_id, count(*) AS n FROM concept_of GROUP BY 1) s USING (concept_id)",
            row => (Id: row.GetString(0), State: row.GetString(1), Weight: Math.Min(1, Math.Sqrt(cap / row.Whole(2)))));
        Assert.All(rows, row => Assert.Equal(StableNumber(7, row.Id) < row.Weight, row.State == "accepted"));
        Assert.Contains(rows, row => row.State == "rejected");
    }

    [Fact]
    public void The_sample_of_a_grown_pool_contains_the_old_choice()
    {
        HashSet<string> Chosen(int clips)
        {
            using var pool = new SyntheticPool(clips);
            pool.Run("UPDATE concept_of SET concept_id = c.z FROM (SELECT clip_id, CASE WHEN i % 10 < 7 THEN 0 ELSE i % 10 END AS z FROM base) c WHERE c.clip_id = concept_of.clip_id");
            new PolicyDecider(pool.Connection).Decide([With() with { Balance = new PolicyBalance() }]);
            return [.. pool.Connection.Column<string>("SELECT unit_id FROM decision WHERE state = 'accepted'")];
        }

        var old = Chosen(1000);

        Assert.ProperSubset(Chosen(2000), old);
        Assert.InRange(old.Count, 400, 700);
    }

    [Fact]
    public void An_unknown_column_is_refused_with_the_nearest_names()
    {
        using var pool = new SyntheticPool(1);

        var fault = Assert.Throws<InputException>(() => new PolicyDecider(pool.Connection).Decide([With(Clear with { Column = "m_clarity.clarty" })]));

        Assert.Contains("'m_clarity.clarty', which no table has; did you mean 'm_clarity.clarity'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_comparison_that_the_type_does_not_allow_is_refused()
    {
        using var pool = new SyntheticPool(1);

        var fault = Assert.Throws<InputException>(() => new PolicyDecider(pool.Connection).Decide([With(OneShot with { Is = null, Min = 1 })]));

        Assert.Contains("it is BOOLEAN; use is", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_annotators_decide_and_without_them_a_set_is_held()
    {
        using var pool = new SyntheticPool(4);
        var decider = new PolicyDecider(pool.Connection);
        pool.Run("INSERT INTO annotation SELECT md5('0'), a, 5, 5, 5, 5, 4, 4, 4, true, NULL FROM (VALUES ('x'), ('y')) t(a)");
        pool.Run("INSERT INTO annotation SELECT md5('1'), a, 5, 5, 5, 5, 4, 4, 4, a = 'x', NULL FROM (VALUES ('x'), ('y')) t(a)");
        pool.Run("INSERT INTO annotation SELECT md5('2'), a, 5, 5, 5, 5, 4, 4, 4, a = 'x', NULL FROM (VALUES ('x'), ('y'), ('z')) t(a)");

        decider.Decide([With(new PolicyRule { Name = "people", Column = "annotation_vote.keep", Is = true })]);

        Assert.Equal(["accepted", "held", "rejected", "held"], Enumerable.Range(0, 4).Select(i => pool.Connection.Column<string>($"SELECT state FROM decision WHERE unit_id = md5('{i}')")[0]));
    }

    [Fact]
    public void Overlays_count_by_their_share_of_the_crop()
    {
        using var pool = new SyntheticPool(2);
        var decider = new PolicyDecider(pool.Connection);
        pool.Run("INSERT INTO m_overlay VALUES (md5('0'), 0, 'logo', 0, 0, 192, 108, 1, 1, 'x'), (md5('1'), 0, 'logo', 1920, 0, 2000, 100, 1, 1, 'x')");

        Assert.Equal(0.01, pool.Connection.Column<double>("SELECT largest_share FROM crop_overlay WHERE clip_id = md5('0')")[0], 12);
        Assert.Equal(1, decider.CountAccepted(With(new PolicyRule { Name = "no mark", Column = "crop_overlay.largest_share", Max = 0.005 })));
    }

    [Fact]
    public void Decisions_are_written_to_the_same_bytes()
    {
        var folder = Directory.CreateTempSubdirectory("decide");
        byte[] Bytes(string name)
        {
            using var pool = new SyntheticPool(3000);
            var decider = new PolicyDecider(pool.Connection);
            decider.Decide([With(Clear, Moves, BestCopy)]);
            decider.WriteParquet(Path.Join(folder.FullName, name));
            return File.ReadAllBytes(Path.Join(folder.FullName, name));
        }

        Assert.Equal(Bytes("a.parquet"), Bytes("b.parquet"));
        folder.Delete(recursive: true);
    }

    [Fact]
    public void Many_rows_are_decided_quickly()
    {
        var rows = int.Parse(Environment.GetEnvironmentVariable("DECIDE_ROWS") ?? "50000", System.Globalization.CultureInfo.InvariantCulture);
        using var pool = new SyntheticPool(rows);
        var decider = new PolicyDecider(pool.Connection);
        var ladder = PolicyReader.ReadFolder(Path.Join(PolicyReaderTests.RepositoryRoot(), "policies"));
        var first = ladder.Single(policy => policy.Set == "video-1-256p");

        var watch = Stopwatch.StartNew();
        var funnel = decider.Decide([first])[0];
        output.WriteLine($"{rows} rows, one set: {watch.Elapsed.TotalSeconds:F2} s, {funnel.Accepted} accepted");
        watch.Restart();
        decider.Decide(ladder);
        output.WriteLine($"the whole ladder of {ladder.Count}: {watch.Elapsed.TotalSeconds:F2} s");

        Assert.InRange(funnel.Accepted, 1, rows);
    }

    private static double StableNumber(long seed, string id)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}\n{id}"));
        return (System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(hash) >> 11) * Math.ScaleB(1, -53);
    }
}
