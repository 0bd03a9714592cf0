namespace HunyuanVideo.Synthetic.Tests;

public sealed class ContrastGroupsTests
{
    [Fact]
    public void Scenes_of_a_group_differ_in_its_attribute_alone()
    {
        for (var index = 0UL; index < 40; index++)
        {
            var group = ContrastGroups.Draw(3, index, SceneLevel.Level1);
            var captions = group.Select(CaptionWriter.Plain).ToList();
            Assert.True(group.Count > 1);
            Assert.Equal(captions.Count, captions.Distinct().Count());
            Assert.All(group, scene => Assert.False(scene.IsUnseen));
            var rests = group.Select(scene => (Contrast)(index % 4) switch
            {
                Contrast.Shape => scene.Combination with { Shape = Shape.Circle },
                Contrast.Motion => scene.Combination with { Motion = Motion.Still },
                Contrast.Colour => scene.Combination with { Colour = ThingColour.Red },
                _ => scene.Combination with { Background = BackgroundColour.Black },
            });
            Assert.Single(rests.Distinct());
        }
    }

    [Fact]
    public void A_group_is_the_same_every_time_and_another_at_every_index()
    {
        var first = ContrastGroups.Draw(3, 1, SceneLevel.Level2).Select(CaptionWriter.Plain).ToList();
        Assert.Equal(first, ContrastGroups.Draw(3, 1, SceneLevel.Level2).Select(CaptionWriter.Plain));
        Assert.NotEqual(first, ContrastGroups.Draw(3, 5, SceneLevel.Level2).Select(CaptionWriter.Plain));
    }

    [Fact]
    public void What_moved_before_stands_still_when_its_motion_is_taken()
    {
        var group = Enumerable.Range(0, 40).SelectMany(i => ContrastGroups.Draw(3, (ulong)((4 * i) + 1), SceneLevel.Level1));
        var still = group.Where(scene => scene.Things[0].Motion == Motion.Still).ToList();
        Assert.NotEmpty(still);
        Assert.All(still, scene => Assert.Equal(scene.Things[0].At(0, ClipSize.Unit), scene.Things[0].At(1, ClipSize.Unit)));
    }
}
