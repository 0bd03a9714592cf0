using HunyuanVideo.Curation.Materialise;
using HunyuanVideo.Curation.Policies;
using HunyuanVideo.Curation.Running;
using HunyuanVideo.Curation.Shots;
using HunyuanVideo.Curation.Stages;
using HunyuanVideo.Curation.Store;
using HunyuanVideo.Curation.Tests.Ingest;
using HunyuanVideo.Curation.Tests.Store;
using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Tests.Stages;

/// <summary>Picture files are clips of one frame: measured as far as one frame can be, and taken into sets of images alone.</summary>
public sealed class StillsTests
{
    private static readonly Policy Images = PolicyReader.Parse(
        """
        {"set": "images", "unit": "image", "rules": [{"name": "side", "column": "m_crop.short_side", "min": 16}, {"name": "good", "column": "m_technical.quality", "min": 0},
         {"name": "clear", "column": "m_clarity.clarity", "min": 0}, {"name": "text", "column": "m_text.coverage_max", "max": 1}, {"name": "border", "column": "crop_border.gone", "is": true},
         {"name": "mark", "column": "crop_overlay.largest_share", "max": 1}, {"name": "best copy", "column": "dup_group.keep", "is": true}],
         "balance": {"space": "look", "beta": 0.3, "cap": "median", "mode": "weight"}, "output": {"area": [64, 64], "fps": 24, "frames": [1]}}
        """, "test");

    private static readonly Policy Clips = Images with { Set = "clips", Unit = PolicyUnits.Clip };

    [Fact]
    public async Task Pictures_of_every_format_and_name_are_measured_and_reach_the_sets_of_images()
    {
        using var folder = new TempFolder();
        TestPictures.Add(folder, Path.Join("in", "%05d.jpg"), "mjpeg");
        TestPictures.Add(folder, Path.Join("in", "the same, smaller.png"), "png", "testsrc2=size=320x192,scale=160:96");
        TestPictures.Add(folder, Path.Join("in", "a?{1}*.png"), "png", "smptehdbars=size=320x192,format=rgba");
        TestPictures.Add(folder, Path.Join("in", "c.webp"), "libwebp", "mandelbrot=size=320x192");
        TestPictures.Add(folder, Path.Join("in", "d.bmp"), "bmp", "life=size=80x48:mold=10:seed=7:ratio=0.3,scale=320:192");
        TestPictures.Add(folder, Path.Join("in", "e.tif"), "tiff", "gradients=size=320x192:seed=7,noise=alls=40:all_seed=7");
        folder.Add(TestFilms.Of("one-frame.mp4"), Path.Join("in", "one-frame.mp4"));
        var curation = folder.Join("out");
        await ExecuteAsync(curation, folder.Join("in"));

        using var sets = new CuratedSets(curation, [Images, Clips]);
        var funnels = sets.Decide().ToDictionary(funnel => funnel.Set, StringComparer.Ordinal);
        var set = await sets.MaterialiseAsync(Images, Images, FfmpegTools.Find(), new MaterialiseOptions { Encoders = 2 }, null, TestContext.Current.CancellationToken);
        var validation = await new SetValidator(FfmpegTools.Find(), new MaterialiseOptions()).ValidateAsync(CuratedSets.ShelfOf(curation).PlaceOf(Images.Set), new HashSet<string>(), TestContext.Current.CancellationToken);

        Assert.Empty(new CurationStore(curation).Quarantine.List());
        using var reader = new CurationStore(curation).OpenReader();
        Assert.All(reader.Rows<ClipRow>(), clip => Assert.Equal((0, 0, 1), (clip.First, clip.Last, clip.Frames)));
        Assert.Equal((7, 0, 1), (funnels["images"].Candidates, funnels["images"].Held, funnels["images"].Rejected));
        Assert.Equal(1, funnels["images"].Rules.Single(rule => rule.Rule == "best copy").Broken);
        Assert.Equal(0, funnels["clips"].Candidates);
        Assert.Equal(0, reader.Count("SELECT count(*) FROM ledger WHERE state = 'failed'"));
        Assert.Equal(0, reader.Count("SELECT count(*) FROM m_motion") + reader.Count("SELECT count(*) FROM m_camera"));
        Assert.Equal(7, reader.Count("SELECT count(*) FROM caption WHERE valid"));
        Assert.Equal((6, 0), (set!.Items, set.LeftOut.Count));
        Assert.Equal(["80x48x1"], set.Buckets.Keys);
        Assert.Empty(validation.Faults);
    }

    [Fact]
    public async Task A_transparent_picture_stands_on_black_in_the_set_as_it_was_measured()
    {
        using var folder = new TempFolder();
        TestPictures.Add(folder, Path.Join("in", "a.png"), "png", "color=white:size=320x192,format=rgba,colorchannelmixer=aa=0.25");
        var curation = folder.Join("out");
        await ExecuteAsync(curation, folder.Join("in"));

        using var sets = new CuratedSets(curation, [Images]);
        sets.Decide();
        await sets.MaterialiseAsync(Images, Images, FfmpegTools.Find(), new MaterialiseOptions(), null, TestContext.Current.CancellationToken);

        var place = CuratedSets.ShelfOf(curation).PlaceOf(Images.Set);
        var row = Assert.Single(SetFiles.ReadIndex(place));
        var bytes = await File.ReadAllBytesAsync(Path.Join(place, row.Shard), TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(folder.Join("item.png"), bytes[(int)row.Offset..(int)(row.Offset + row.Length)], TestContext.Current.CancellationToken);
        await foreach (var frame in FfmpegReader.ReadFramesAsync(FfmpegTools.Find(), folder.Join("item.png"), TestContext.Current.CancellationToken))
        {
            Assert.All(frame, value => Assert.InRange(value, 62, 66));
        }
    }

    [Fact]
    public async Task A_file_that_was_replaced_is_one_file_and_its_old_content_is_left_out()
    {
        using var folder = new TempFolder();
        TestPictures.Add(folder, Path.Join("in", "a.png"), "png", "testsrc2=size=320x192");
        var curation = folder.Join("out");
        await ExecuteAsync(curation, folder.Join("in"));
        TestPictures.Add(folder, Path.Join("in", "a.png"), "png", "mandelbrot=size=320x192");
        await ExecuteAsync(curation, folder.Join("in"));

        using var sets = new CuratedSets(curation, [Images]);
        var steps = sets.Steps(sets.Decide());
        var set = await sets.MaterialiseAsync(Images, Images, FfmpegTools.Find(), new MaterialiseOptions(), null, TestContext.Current.CancellationToken);

        Assert.Equal((1, 1), (steps[0].In, steps[0].Accepted));
        Assert.Equal((1, 1), (set!.Items, set.LeftOut[LeftOutItem.Gone]));
    }

    private static async Task ExecuteAsync(string curation, string input)
    {
        var tools = FfmpegTools.Find();
        using var stages = new StandardStages(tools, new StageOptions { PreviewFolder = CuratedSets.PreviewsOf(curation) }, curation, TimeProvider.System);
        await new CurationRun(stages.All, tools, TimeProvider.System).ExecuteAsync(
            new CurationRunOptions { Folder = curation, Inputs = [input], Jobs = 2 }, null, TestContext.Current.CancellationToken);
    }
}
