using System.Text;
using HunyuanVideo.Pipelines;
using HunyuanVideo.Random;
using HunyuanVideo.Synthetic;
using HunyuanVideo.TextEncoders;
using HunyuanVideo.Tokenizers;
using HunyuanVideo.Training.Recipes;
using HunyuanVideo.Training.Toy;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace HunyuanVideo.Training.Text;

/// <summary>Trains CLIP's text tower against the frames of the clips it describes. Source: spec training §6.2.</summary>
internal sealed class ClipTask : ITrainingTask
{
    private const int EmbeddingWidth = 128;
    private const int Frames = 3;       // the image tower sees the first, the middle and the last one

    private static readonly int Attributes = Enum.GetValues<Contrast>().Length;

    private readonly ClipRecipe _recipe;
    private readonly ContrastiveClip _network;
    private readonly ITokenizer _tokenizer;
    private readonly Ahead<Pair[]> _pairs;

    public ClipTask(ClipRecipe recipe)
    {
        _recipe = recipe;
        _tokenizer = TokenizerFolder.Open(Path.Join(recipe.Model, ModelLayout.PooledTokenizer));
        _network = new ContrastiveClip(ClipTextConfig.FromJson(recipe.Config, "config"), EmbeddingWidth);
        _network.InitializeForTraining(recipe.Seed);
        _pairs = new Ahead<Pair[]>(Draw);
        Parameters = [.. _network.named_parameters().Select(item => KeyValuePair.Create(item.name, item.parameter))];
    }

    public IReadOnlyList<KeyValuePair<string, Parameter>> Parameters { get; }

    public double AddGradients(long update, IDictionary<string, double> metrics)
    {
        using var scope = NewDisposeScope();
        var pairs = _pairs.Take(update);
        var texts = pairs.Select(pair => (IReadOnlyList<int>)pair.Ids).ToList();
        var frames = ClipImageTower.StackFrames(ToyVideos.Whole([.. pairs.Select(pair => pair.Clip)]));     // [B, 9, 64, 64]
        var loss = _network.forward(TokenBatch.Create(texts, _tokenizer.PadId ?? 0), frames);
        loss.backward();
        return loss.ToDouble();
    }

    public void Preview(long update, string folder)
    {
        // Two towers have no picture to show; their loss says it all.
    }

    public void Export() => ModelExport.Write(
        _network.Text, Encoding.UTF8.GetBytes(_network.Text.Config.ToJson()), Path.Join(_recipe.Model, ModelLayout.PooledText), ModelExport.EncoderWeights);

    public void Dispose()
    {
        _pairs.Dispose();
        _network.Dispose();
    }

    private Pair[] Draw(long update)
    {
        var size = new ClipSize(_recipe.Size, _recipe.Size, Frames, 8);
        return [.. Scenes(update).Take(_recipe.Batch).Select((scene, i) =>
        {
            var random = Philox.For(_recipe.Seed, "clip.caption", (ulong)((update * _recipe.Batch) + i));
            return new Pair(_tokenizer.Encode(CaptionWriter.Write(scene, random)), SceneRenderer.Render(scene, size));
        })];
    }

    // One group after the other, their attributes and levels in turn.
    private IEnumerable<Scene> Scenes(long update)
    {
        for (var group = 0L; ; group++)
        {
            var index = (ulong)((update * _recipe.Batch) + group);
            foreach (var scene in ContrastGroups.Draw(_recipe.Seed, index, SceneLevel.Level1 + (int)(group / Attributes % 2)))
            {
                yield return scene;
            }
        }
    }

    private sealed record Pair(int[] Ids, ToyClip Clip);
}
