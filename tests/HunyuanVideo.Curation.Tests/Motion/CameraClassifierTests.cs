using HunyuanVideo.Curation.Bench;
using HunyuanVideo.Curation.Motion;

namespace HunyuanVideo.Curation.Tests.Motion;

public sealed class CameraClassifierTests
{
    private const int ClipsPerMove = 3;     // more by HYVIDEO_CAMERA_CLIPS

    [Fact]
    public void Fourteen_moves_in_scenes_with_depth_are_told_apart()
    {
        var clips = int.TryParse(Environment.GetEnvironmentVariable("HYVIDEO_CAMERA_CLIPS"), out var asked) ? asked : ClipsPerMove;
        var classifier = new CameraClassifier(new CameraOptions { RimAgainstCamera = false });      // the orbits are rendered, so geometry holds
        var answers = new List<(CameraLabel Truth, CameraRow Row, CameraFeatures Features)>();
        foreach (var label in Enum.GetValues<CameraLabel>())
        {
            for (var index = 0; index < clips; index++)
            {
                var motion = CameraMoves.Measure(label, (ulong)index);
                answers.Add((label, classifier.Classify(motion), CameraFeatures.Of(motion, 8)));
            }
        }

        foreach (var (truth, row, f) in answers)
        {
            var mark = row.Label == CameraLabels.NameOf(truth) ? " " : row.Confidence >= 0.6 ? "!!" : "x";
            TestContext.Current.SendDiagnosticMessage(FormattableString.Invariant(
                $"{mark} {CameraLabels.NameOf(truth)} -> {row.Label} {row.Confidence:0.00} z {f.Zoom:0.0} t {f.X:0.0} {f.Y:0.0} speed {f.Speed:0.0} par {f.Parallax:0.00} dep {f.Depth:0.00} key {f.Keystone:0.00} c {f.CentreX:0.0} r {f.RimX:0.0} shake {f.Shake:0.00} sup {f.Supported:0.0}"));
        }

        var right = answers.Where(answer => answer.Row.Label == CameraLabels.NameOf(answer.Truth)).ToList();
        var sure = answers.Where(answer => answer.Row.Confidence >= 0.6).ToList();
        Assert.InRange((double)right.Count / answers.Count, 0.90, 1);
        Assert.InRange((double)sure.Count(right.Contains) / sure.Count, 0.98, 1);
        Assert.InRange((double)sure.Count / answers.Count, 0.5, 1);
    }

    [Fact]
    public void The_rim_of_an_orbit_moves_against_the_camera_by_default()
    {
        var features = CameraFeatures.Of(CameraMoves.Measure(CameraLabel.AroundRight, 0), 8);

        Assert.True(features.RimX > 0);
        Assert.Equal("around_left", new CameraClassifier().Classify("clip", features).Label);
    }

    [Fact]
    public void A_flat_wall_cannot_tell_pan_from_tilt()
    {
        var wall = new Texture(3);
        var motion = ComputedFilm.Measure(320, 180, ComputedFilm.Steady(8, 2), time => (x, y) => wall.At(x - (20 * time), y));

        var row = new CameraClassifier().Classify(motion);

        Assert.Equal("pan_left", row.Label);
        Assert.InRange(row.Confidence, 0, 0.4);
        Assert.InRange(row.Scores[(int)CameraLabel.TiltLeft], 0.2, 0.5);
        Assert.Equal(1, row.Scores.Sum(), 1e-5);
    }
}
