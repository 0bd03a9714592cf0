using HunyuanVideo.Curation.Plugins;
using HunyuanVideo.Curation.Tests.Alike;
using HunyuanVideo.Curation.Text;
using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Tests.Plugins;

public sealed class DefaultPluginsTests
{
    [Fact]
    public async Task The_picture_embedding_comes_with_the_program_and_tells_places_apart()
    {
        var plugin = Assert.Single(await PluginReader.ReadAllAsync(DefaultPlugins.Root, TestContext.Current.CancellationToken));
        using var model = OnnxModel.Load(plugin, threads: 2);
        var embedder = new Embedder(model);
        static RgbPicture Picture(ulong place, double time) => ViewColours.ToRgb(new Footage(place, 0, isStatic: false).Render(0, time, 224, 126));

        var one = embedder.Embed("a", [Picture(1, 0)]).Vector;
        var later = embedder.Embed("b", [Picture(1, 0.5)]).Vector;
        var other = embedder.Embed("c", [Picture(2, 0)]).Vector;

        Assert.Equal(512, one.Length);
        Assert.True(Cosine(one, later) > Cosine(one, other) + 0.05, $"{Cosine(one, later)} {Cosine(one, other)}");
    }

    private static double Cosine(float[] left, float[] right) => left.Zip(right, (a, b) => (double)a * b).Sum();
}
