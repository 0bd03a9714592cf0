using HunyuanVideo.TextEncoders;

namespace HunyuanVideo.Training.Planning;

/// <summary>Arithmetic of the text encoders: two operations for each weight and token, and 4 L h for the attention among L tokens.</summary>
internal static class TextWork
{
    /// <summary>Work of a batch of texts in the decoder, its head included.</summary>
    public static StepWork Of(LlamaConfig config, int batch, double tokens, PlanOptions options)
    {
        var h = (double)config.HiddenSize;
        var keyWidth = h / config.HeadCount * config.KeyValueHeadCount;
        var weights = (2 * h * h) + (2 * h * keyWidth) + (3 * h * config.IntermediateSize);
        var places = config.LayerCount * h * tokens;
        var layers = config.LayerCount * Layer(weights, h, tokens);
        return new StepWork(batch * (layers + (2 * h * config.VocabularySize * tokens)), StepWork.Training, batch * places * options.KeptInBlock, batch * places * options.KeptFloatsInBlock);
    }

    /// <summary>Work of a batch of texts in CLIP's tower.</summary>
    public static StepWork Of(ClipTextConfig config, int batch, double tokens, PlanOptions options)
    {
        var h = (double)config.HiddenSize;
        var weights = (4 * h * h) + (2 * h * config.IntermediateSize);
        var places = config.LayerCount * h * tokens;
        return new StepWork(batch * config.LayerCount * Layer(weights, h, tokens), StepWork.Training, batch * places * options.KeptInBlock, batch * places * options.KeptFloatsInBlock);
    }

    private static double Layer(double weights, double h, double tokens) => (2 * weights * tokens) + (4 * tokens * tokens * h);
}
