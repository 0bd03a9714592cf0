using HunyuanVideo.Curation.Bench;
using HunyuanVideo.Curation.Motion;
using HunyuanVideo.Synthetic;

namespace HunyuanVideo.Curation.Tests.Motion;

public sealed class ToyCameraTests
{
    private const int Scenes = 40;     // more by HYVIDEO_TOY_SCENES

    [Fact]
    public void Seven_moves_of_the_toy_world_are_named_as_its_truth_names_them()
    {
        var scenes = int.TryParse(Environment.GetEnvironmentVariable("HYVIDEO_TOY_SCENES"), out var asked) ? asked : Scenes;
        var (right, sure, sureAndRight) = (0, 0, 0);
        for (var index = 0; index < scenes; index++)
        {
            var scene = SceneSampler.Sample(5, (ulong)index, index % 4 == 3 ? SceneLevel.Level2 : SceneLevel.Level3, Split.Any);
            var motion = Measure(scene, new ClipSize(128, 128, 33, 24));
            var row = new CameraClassifier().Classify(motion);
            var isRight = row.Label == NameOf(scene.Camera);
            (right, sure, sureAndRight) = (right + (isRight ? 1 : 0), sure + (row.Confidence >= 0.6 ? 1 : 0), sureAndRight + (isRight && row.Confidence >= 0.6 ? 1 : 0));
            if (!isRight)
            {
                var f = CameraFeatures.Of(motion, 8);
                TestContext.Current.SendDiagnosticMessage(FormattableString.Invariant(
                    $"{index} {scene.Camera} {scene.Light} {scene.Background.Pattern} {string.Join('+', scene.Things.Select(thing => $"{thing.Size} {thing.Shape} {thing.Motion}"))} -> {row.Label} {row.Confidence:0.00} z {f.Zoom:0.0} t {f.X:0.0} {f.Y:0.0} speed {f.Speed:0.0} par {f.Parallax:0.00} dep {f.Depth:0.00} key {f.Keystone:0.00} c {f.CentreX:0.0} r {f.RimX:0.0} shake {f.Shake:0.00} sup {f.Supported:0.0}"));
            }
        }

        TestContext.Current.SendDiagnosticMessage(FormattableString.Invariant($"toy: {right} of {scenes} right, {sureAndRight} of {sure} sure ones"));
        Assert.InRange((double)right / scenes, 0.97, 1);
        Assert.InRange((double)sureAndRight / sure, 0.98, 1);
    }

    private static string NameOf(CameraMove move) => move switch
    {
        CameraMove.PanLeft => "pan_left",
        CameraMove.PanRight => "pan_right",
        CameraMove.TiltUp => "tilt_up",
        CameraMove.TiltDown => "tilt_down",
        CameraMove.ZoomIn => "zoom_in",
        CameraMove.ZoomOut => "zoom_out",
        _ => "static",
    };

    private static ClipMotion Measure(Scene scene, ClipSize size)
    {
        var pixels = SceneRenderer.Render(scene, size).Pixels;
        return ComputedFilm.Measure(size.Width, size.Height, ComputedFilm.Steady(size.FramesPerSecond, (size.Frames - 1) / size.FramesPerSecond), time =>
        {
            var frame = (int)Math.Round(time * size.FramesPerSecond) * size.FrameBytes;
            return (x, y) => Luma(pixels.AsSpan(frame + (((y * size.Width) + x) * 3), 3));
        });
    }

    private static float Luma(ReadOnlySpan<byte> rgb) => 16 + (((0.2126f * rgb[0]) + (0.7152f * rgb[1]) + (0.0722f * rgb[2])) * 219 / 255);
}
