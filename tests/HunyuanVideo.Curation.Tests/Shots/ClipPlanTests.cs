using HunyuanVideo.Curation.Frames;
using HunyuanVideo.Curation.Ingest;
using HunyuanVideo.Curation.Running;
using HunyuanVideo.Curation.Shots;
using HunyuanVideo.Curation.Store;
using HunyuanVideo.Curation.Tests.Store;

namespace HunyuanVideo.Curation.Tests.Shots;

public sealed class ClipPlanTests
{
    private static readonly ClipPlanOptions Options = new();

    [Fact]
    public void Clips_keep_away_from_transitions()
    {
        var plan = ClipPlan.From(Film(300, new Transition(TransitionKind.Cut, 100, 100, 1), new Transition(TransitionKind.Dissolve, 200, 219, 1)), Options);

        Assert.Equal([(0, 97), (102, 195), (224, 299)], plan.Clips.Select(clip => (clip.First, clip.Last)));
    }

    [Fact]
    public void A_long_shot_makes_equal_parts()
    {
        var plan = ClipPlan.From(Film(1000), Options);

        Assert.Equal([(0, 333), (334, 666), (667, 999)], plan.Clips.Select(clip => (clip.First, clip.Last)));
    }

    [Fact]
    public void Sixteen_seconds_are_one_clip_and_two_seconds_are_enough()
    {
        Assert.Single(ClipPlan.From(Film(400), Options).Clips);
        Assert.Single(ClipPlan.From(Film(50), Options).Clips);
        Assert.Equal([new Shot(0, 48)], ClipPlan.From(Film(49), Options).TooShort);
    }

    [Fact]
    public void A_picture_is_a_clip_of_one_frame_and_two_frames_are_none()
    {
        Assert.Equal([new PlannedClip(new Shot(0, 0), 0, 0, 1)], ClipPlan.From(Film(1), Options).Clips);
        Assert.Empty(ClipPlan.From(Film(2), Options).Clips);
    }

    [Fact]
    public void A_sharp_start_leaves_two_seconds()
    {
        Assert.Equal(1, Assert.Single(ClipPlan.From(Film(50), Options).Clips).StartFrames);
        Assert.Equal(12, Assert.Single(ClipPlan.From(Film(200), Options).Clips).StartFrames);
    }

    [Fact]
    public async Task Seeking_and_one_pass_and_kept_views_plan_the_same_clips()
    {
        var path = TestFilms.PathOf("montage-real.mp4");
        var film = await new ShotFinder(TestFilms.Tools).FindAsync(path, 2, TestContext.Current.CancellationToken);
        var options = Options with { LeastSeconds = 1 };
        Task<IReadOnlyList<ClipRow>> PlanAsync(ClipSource source, ClipPlanOptions chosen) =>
            new ClipPlanner(TestFilms.Tools, new ClipDecodeOptions(), chosen).PlanAsync(source, film, TestContext.Current.CancellationToken);

        using var folder = new TempFolder();
        var pass = new SourcePass(new ClipDecodeOptions(), new LocalFileLayer(), folder.Path);
        var probed = await new SourceProbe(TestFilms.Tools, new ProbeOptions(), TimeProvider.System).ProbeAsync("s", path, 1, pass, TestContext.Current.CancellationToken);
        var source = new ClipSource(path, probed.Probe, probed.Times);

        var seeking = await PlanAsync(source, options with { LeastSeekedFrames = 0 });
        var onePass = await PlanAsync(source, options);
        var inViews = await PlanAsync(source with { Views = pass.Views! }, options);

        Assert.True(seeking.Count >= 6);
        Assert.Equal(onePass, seeking);
        Assert.Equal(onePass, inViews);
        Assert.All(seeking, clip => Assert.True(clip.StartSharpness > 0 && clip.DurationS >= 1 && clip.Frames == clip.Last - clip.First + 1));
    }

    private static SourceShots Film(int frames, params Transition[] transitions) => new(
        FrameTimes.From([.. Enumerable.Range(0, frames).Select(frame => 512L * frame)], 1, 12800), transitions, Shot.Between(transitions, frames));
}
