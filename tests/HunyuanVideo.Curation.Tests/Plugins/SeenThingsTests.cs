using HunyuanVideo.Curation.Plugins;
using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Tests.Plugins;

public sealed class SeenThingsTests
{
    [Fact]
    public void What_moves_slowly_is_one_thing_and_what_jumps_or_changes_class_is_another()
    {
        var things = new SeenThings(new YoloxOptions());
        for (var frame = 0; frame < 4; frame++)
        {
            things.Add([Box("person", 100 + (5 * frame), 0.5f + (0.1f * frame)), Box("person", frame < 2 ? 0 : 300, 0.4f), Box(frame == 3 ? "logo" : "clock", 500, 0.35f)]);
        }

        var row = things.Finish();

        Assert.Equal(["person", "person", "person", "clock", "logo"], row.Labels);
        Assert.Equal([1, 0.5f, 0.5f, 0.75f, 0.25f], row.Persistence);
        Assert.Equal([115, 0, 155, 40], row.Boxes.Take(4));
        Assert.Equal(0.8f, row.Scores[0], 1e-6f);
    }

    [Fact]
    public void A_flood_of_boxes_is_cut_to_the_surest()
    {
        var things = new SeenThings(new YoloxOptions { MostThings = 3 });
        things.Add([.. Enumerable.Range(0, 500).Select(i => Box("x", 50 * i, 1 - (i / 1000f)))]);

        var row = things.Finish();

        Assert.Equal([1, 0.999f, 0.998f], row.Scores);
    }

    private static DetectedBox Box(string label, int left, float score) => new(label, new PixelBox(left, 0, left + 40, 40), score);
}
