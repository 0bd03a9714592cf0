using System.Text;
using HunyuanVideo.Pipelines;
using HunyuanVideo.Random;
using HunyuanVideo.Synthetic;
using HunyuanVideo.TextEncoders;
using HunyuanVideo.Tokenizers;
using HunyuanVideo.Training.Recipes;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace HunyuanVideo.Training.Text;

/// <summary>
/// Trains the decoder as a language model on captions and on questions with their answers, both inside the templates
/// that the pipeline will use. Source: spec training §6.1.
/// </summary>
internal sealed class LlamaTask : ITrainingTask
{
    private readonly LlamaRecipe _recipe;
    private readonly LlamaForCausalLm _network;
    private readonly ITokenizer _tokenizer;
    private readonly PromptTemplates _templates;

    public LlamaTask(LlamaRecipe recipe)
    {
        _recipe = recipe;
        var folder = Path.Join(recipe.Model, ModelLayout.Tokenizer);
        _tokenizer = TokenizerFolder.Open(folder);
        _templates = PromptTemplates.Read(Path.Join(folder, PromptTemplates.FileName));
        _network = new LlamaForCausalLm(LlamaConfig.FromJson(recipe.Config, "config"));
        _network.InitializeForTraining(recipe.Seed);
        Parameters = [.. _network.named_parameters().Select(item => KeyValuePair.Create(item.name, item.parameter))];
    }

    public IReadOnlyList<KeyValuePair<string, Parameter>> Parameters { get; }

    public double AddGradients(long update, IDictionary<string, double> metrics)
    {
        using var scope = NewDisposeScope();
        var texts = Enumerable.Range(0, _recipe.Batch).Select(i => (IReadOnlyList<int>)_tokenizer.Encode(Text((update * _recipe.Batch) + i))).ToList();
        var batch = TokenBatch.Create(texts, _tokenizer.PadId ?? 0);
        var logits = _network.forward(batch.Ids, batch.Mask);                                        // [B, L, V]
        var loss = CausalLanguageLoss.Compute(logits, batch.Ids, batch.Mask);
        loss.backward();
        return loss.ToDouble();
    }

    public void Preview(long update, string folder)
    {
        // A language model has no picture to show; its loss says it all.
    }

    public void Export()
    {
        ModelExport.CopyParts(_recipe.Model, _recipe.ResultFolder());
        ModelExport.Write(
            _network.Model, Encoding.UTF8.GetBytes(_network.Model.Config.ToJson()), Path.Join(_recipe.ResultFolder(), ModelLayout.Text), ModelExport.EncoderWeights);
    }

    public void Dispose() => _network.Dispose();

    private string Text(long index)
    {
        var random = Philox.For(_recipe.Seed, "llama.text", (ulong)index);
        var level = (SceneLevel)(1 + random.NextInt(3));
        var scene = SceneSampler.Sample(_recipe.Seed, (ulong)index, level, Split.Seen);
        if (random.NextUniform() < _recipe.QuestionShare)
        {
            return _templates.Video.Apply(QuestionWriter.Ask(scene, random).Text);
        }

        return random.NextInt(4) == 0
            ? _templates.Image.Apply(CaptionWriter.Picture(scene.AsPicture()))
            : _templates.Video.Apply(CaptionWriter.Write(scene, random));
    }
}
