using System.Text.Json;

namespace HunyuanVideo.Synthetic.Tests;

public sealed class StructuredCaptionTests
{
    [Fact]
    public void Json_has_the_published_fields()
    {
        var scene = SceneSampler.Sample(1, 1, SceneLevel.Level3, Split.Any) with { Camera = CameraMove.PanLeft };

        using var json = JsonDocument.Parse(StructuredCaption.Of(scene).ToJson());

        Assert.Equal(
            ["version", "short", "dense", "background", "style", "shot_type", "lighting", "camera", "quality", "source", "things", "audio"],
            json.RootElement.EnumerateObject().Select(property => property.Name));
        Assert.Equal("pan_left", json.RootElement.GetProperty("camera").GetProperty("label").GetString());
        Assert.Equal("full", json.RootElement.GetProperty("shot_type").GetString());
    }

    [Theory]
    [InlineData(Motion.Bounces, "pure_sound")]
    [InlineData(Motion.Still, null)]
    public void Only_collisions_sound(Motion motion, string? audioClass)
    {
        var thing = new Thing(Shape.Circle, ThingColour.Red, ThingSize.Small, motion, new(0.5f, 0.5f), new(1, 0), 0, 0, 0);
        var scene = new Scene(SceneLevel.Level1, [thing], Background.Plain(BackgroundColour.Blue), CameraMove.Static, Light.Even);

        Assert.Equal(audioClass, StructuredCaption.Of(scene).Audio.Class);
    }
}
