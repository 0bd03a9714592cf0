using HunyuanVideo.Pipelines;
using HunyuanVideo.Random;
using HunyuanVideo.Synthetic;
using HunyuanVideo.Tokenizers;

namespace HunyuanVideo.Training.Planning;

/// <summary>How long texts of the toy world are in tokens.</summary>
internal static class CaptionLengths
{
    /// <summary>Tokens that the decoder reads of a caption inside its template, and the template's part of them; null while there is no tokenizer.</summary>
    public static (double Mean, double Longest, double Cropped)? OfLlama(string model, IReadOnlyList<SceneLevel> levels, PlanOptions options)
    {
        var folder = Path.Join(model, ModelLayout.Tokenizer);
        if (!Directory.Exists(folder))
        {
            return null;
        }

        var tokenizer = TokenizerFolder.Open(folder);
        var template = PromptTemplates.Read(Path.Join(folder, PromptTemplates.FileName)).Video;
        var lengths = Captions(levels, options).Select(caption => (double)tokenizer.Encode(template.Apply(caption)).Length).ToList();
        return (lengths.Average(), lengths.Max(), template.CropStart);
    }

    /// <summary>Tokens that CLIP reads of a caption; null while there is no tokenizer.</summary>
    public static double? OfClip(string model, PlanOptions options)
    {
        var folder = Path.Join(model, ModelLayout.PooledTokenizer);
        return Directory.Exists(folder) && TokenizerFolder.Open(folder) is var tokenizer
            ? Captions([SceneLevel.Level1, SceneLevel.Level2], options).Max(caption => (double)tokenizer.Encode(caption).Length)
            : null;
    }

    private static IEnumerable<string> Captions(IReadOnlyList<SceneLevel> levels, PlanOptions options) => Enumerable.Range(0, options.Captions).Select(index =>
    {
        var scene = SceneSampler.Sample(0, (ulong)index, levels[index % levels.Count], Split.Seen);
        return CaptionWriter.Write(scene, Philox.For(0, "plan.caption", (ulong)index));
    });
}
