using System.Text.Json;
using HunyuanVideo.TextEncoders;
using HunyuanVideo.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace HunyuanVideo.Parity;

/// <summary>Computes the cases of kind <c>llama</c> and <c>clip-text</c>. Source: spec text-encoders §8.</summary>
internal static class TextEncoderParity
{
    private static readonly string[] RunKeys = ["hidden_state_skip_layer", "crop_start", "apply_final_norm", "padding_side"];

    public static IReadOnlyDictionary<string, Tensor> Llama(GoldenCase golden)
    {
        var (run, network) = (RunOptions(golden.Config), NetworkOptions(golden.Config));
        var config = LlamaConfig.FromJson(network, golden.Folder);
        using var model = new LlamaModel(config);
        using (var weights = golden.Weights())
        {
            ModuleWeights.LoadStrict(model, weights, model.CanIgnore);
        }

        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var ids = golden.Input("input_ids");                                              // [B, L]
        var mask = golden.HasInput("attention_mask") ? golden.Input("attention_mask") : null;
        var outputs = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        model.forward(ids, mask, HiddenStateChoice.Last, (name, value) => outputs["mid." + name] = Keep(value, mask, scope));
        // The cases number the reference's list of states, whose entry behind the last layer has the final norm already.
        outputs[$"mid.after_layer_{config.LayerCount - 1}"] = outputs["mid.last_normed"].clone();
        var crop = run.GetValueOrDefault("crop_start") is { ValueKind: JsonValueKind.Number } start ? start.GetInt32() : 0;
        outputs["out.hidden"] = TextCrop.After(Keep(model.forward(ids, mask, Choice(run)), mask, scope), crop);
        if (mask is not null)
        {
            outputs["out.mask"] = TextCrop.After(mask, crop).to(float32);
        }

        return Release(outputs);
    }

    public static IReadOnlyDictionary<string, Tensor> ClipText(GoldenCase golden)
    {
        using var model = new ClipTextModel(ClipTextConfig.FromJson(golden.Config, golden.Folder));
        using (var weights = golden.Weights())
        {
            ModuleWeights.LoadStrict(model, weights, ClipTextModel.CanIgnore);
        }

        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var mask = golden.HasInput("attention_mask") ? golden.Input("attention_mask") : null;
        var outputs = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        var text = model.forward(golden.Input("input_ids"), mask, (name, value) => outputs["mid." + name] = Keep(value, null, scope));
        (outputs["out.last_hidden_state"], outputs["out.pooled"]) = (text.LastHiddenState, text.Pooled);
        return Release(outputs);
    }

    private static HiddenStateChoice Choice(Dictionary<string, JsonElement> run)
    {
        var skip = run.GetValueOrDefault("hidden_state_skip_layer") is { ValueKind: JsonValueKind.Number } layers ? layers.GetInt32() : 0;
        return new HiddenStateChoice(skip, run.GetValueOrDefault("apply_final_norm").ValueKind == JsonValueKind.True);
    }

    private static Dictionary<string, JsonElement> RunOptions(JsonElement config) =>
        config.EnumerateObject().Where(option => RunKeys.Contains(option.Name)).ToDictionary(option => option.Name, option => option.Value);

    private static JsonElement NetworkOptions(JsonElement config) => JsonSerializer.SerializeToElement(
        config.EnumerateObject().Where(option => !RunKeys.Contains(option.Name)).ToDictionary(option => option.Name, option => option.Value));

    /// <summary>A copy in <paramref name="owner"/>, with zeros at the positions that see no real token, as the cases store them.</summary>
    private static Tensor Keep(Tensor states, Tensor? mask, DisposeScope owner)
    {
        using var scope = NewDisposeScope();
        var copy = mask is null ? states.clone() : states * mask.cumsum(1).gt(0).unsqueeze(-1);   // [B, L, D]
        owner.Attach(copy.DetachFromDisposeScope());
        return copy;
    }

    private static Dictionary<string, Tensor> Release(Dictionary<string, Tensor> outputs)
    {
        foreach (var output in outputs.Values)
        {
            output.MoveToOuterDisposeScope();
        }

        return outputs;
    }
}
