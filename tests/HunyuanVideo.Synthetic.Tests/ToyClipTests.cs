namespace HunyuanVideo.Synthetic.Tests;

public sealed class ToyClipTests
{
    private static readonly ClipSize Size = new(64, 64, 49, 24);

    [Fact]
    public void A_collision_is_heard_when_the_thing_turns_back()
    {
        var clip = SceneRenderer.Render(Bouncing(new(0.5f, 0.5f), new(1, 0)), Size);

        var onset = Assert.Single(clip.Truth().Onsets);
        var audio = clip.RenderAudio();

        Assert.Equal(1.0, onset.Seconds, 1e-6);
        Assert.Equal(98_000, audio.Length);
        Assert.All(audio[..48_000], sample => Assert.Equal(0, sample));
        Assert.True(audio[48_000..52_800].Max(Math.Abs) > 0.05f);
    }

    [Fact]
    public void A_faster_collision_is_louder()
    {
        var slow = SceneRenderer.Render(Bouncing(new(0.5f, 0.5f), new(1, 0)), Size).RenderAudio().Max(Math.Abs);
        var fast = SceneRenderer.Render(Bouncing(new(0, 0.5f), new(1.9f, 0)), Size).RenderAudio().Max(Math.Abs);

        Assert.True(fast > 1.5f * slow, $"{fast} against {slow}");
    }

    [Fact]
    public void Sampled_bounces_collide_and_stay_within_full_scale()
    {
        for (ulong index = 0; index < 400; index++)
        {
            var scene = SceneSampler.Sample(3, index, SceneLevel.Level1, Split.Any);
            if (scene.Things[0].Motion != Motion.Bounces)
            {
                continue;
            }

            var clip = SceneRenderer.Render(scene, new(32, 32, 17, 8));

            Assert.Contains(clip.Truth().Onsets, onset => onset.Seconds is > 0.5 and < 1.5);
            Assert.InRange(clip.RenderAudio().Max(Math.Abs), 0.05f, 0.999f);
        }
    }

    [Fact]
    public void Every_shape_has_its_own_pitch()
    {
        Assert.Equal(6, Enum.GetValues<Shape>().Select(StruckTones.PitchOf).Distinct().Count());
    }

    private static Scene Bouncing(System.Numerics.Vector2 from, System.Numerics.Vector2 travel)
    {
        var thing = new Thing(Shape.Circle, ThingColour.Red, ThingSize.Medium, Motion.Bounces, from, travel, 0, 0, 0);
        return new Scene(SceneLevel.Level1, [thing], Background.Plain(BackgroundColour.Blue), CameraMove.Static, Light.Even);
    }
}
