using System.Text.Json;
using System.Text.Json.Nodes;
using HunyuanVideo.Tensors;
using HunyuanVideo.Transformer;
using HunyuanVideo.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace HunyuanVideo.Parity;

/// <summary>Golden cases of the transformer: <c>dit</c>, <c>rope</c>, <c>token-refiner</c>. Source: spec text-to-video §11.</summary>
internal static class TransformerParity
{
    /// <summary>The configuration inside a case; its other keys say how the case was made.</summary>
    public static TransformerConfig ConfigOf(GoldenCase golden)
    {
        var known = golden.Config.EnumerateObject()
            .Where(item => TransformerConfigJson.TencentKeys.Contains(item.Name))
            .Select(item => KeyValuePair.Create<string, JsonNode?>(item.Name, JsonNode.Parse(item.Value.GetRawText())));
        return TransformerConfig.FromJson(JsonSerializer.SerializeToUtf8Bytes(new JsonObject(known)), golden.Folder);
    }

    /// <summary>One forward pass; padding rows of text in check points are set to zero and cut rows put back as zero.</summary>
    public static IReadOnlyDictionary<string, Tensor> RunTransformer(GoldenCase golden)
    {
        using var noGradient = no_grad();
        using var network = new HunyuanVideoTransformer(ConfigOf(golden));
        ModuleWeights.LoadStrict(network, golden.Weights());
        var mask = golden.Input("text_mask");
        var guidance = golden.HasInput("guidance") ? golden.Input("guidance") : null;
        var input = new TransformerInput(
            golden.Input("x"), golden.Input("t"), golden.Input("text_states"), mask, golden.Input("text_states_2"), guidance);

        var results = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        network.Trace = Keep(results, (name, value) => HasTextRows(name) ? ZeroPadding(value, mask) : value.clone());
        results["out.x"] = network.call(input);
        return results;
    }

    /// <summary>Chosen rows of a table, and queries and keys turned by them.</summary>
    public static IReadOnlyDictionary<string, Tensor> RunRope(GoldenCase golden)
    {
        var sizes = Triple(golden.Config.GetProperty("rope_sizes"));
        using var tables = RopeTables.Create(
            sizes, Triple(golden.Config.GetProperty("rope_dim_list")), golden.Config.GetProperty("rope_theta").GetDouble());
        var rows = golden.Input("rows");
        var rotation = tables.Rotation.index_select(0, rows);
        return new Dictionary<string, Tensor>(StringComparer.Ordinal)
        {
            ["out.cos"] = tables.Cos().index_select(0, rows),
            ["out.sin"] = tables.Sin().index_select(0, rows),
            ["out.q"] = RopeTables.Rotate(golden.Input("q"), rotation),
            ["out.k"] = RopeTables.Rotate(golden.Input("k"), rotation),
        };
    }

    /// <summary>The refiner alone, over all rows; only its final tokens have padding rows set to zero.</summary>
    public static IReadOnlyDictionary<string, Tensor> RunTokenRefiner(GoldenCase golden)
    {
        using var noGradient = no_grad();
        using var refiner = new TokenRefiner(RefinerConfigOf(golden), default);
        ModuleWeights.LoadStrict(refiner, golden.Weights(keyPrefix: "txt_in."));
        var mask = golden.HasInput("text_mask") ? golden.Input("text_mask") : null;

        var results = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        refiner.Trace = Keep(results, (_, value) => value.clone());
        var tokens = refiner.call(golden.Input("text_states"), golden.Input("t"), mask);
        results["out.tokens"] = mask is null ? tokens : tokens.masked_fill(mask.eq(0).unsqueeze(-1), 0);
        return results;
    }

    /// <summary>Puts check points among the results; they outlive the network's scopes and belong to the present one.</summary>
    public static Trace Keep(Dictionary<string, Tensor> results, Func<string, Tensor, Tensor> copy)
    {
        var owner = CurrentDisposeScope ?? throw new InvalidOperationException("a dispose scope must own the results");
        return (name, value) =>
        {
            using var scope = NewDisposeScope();
            results[$"mid.{name}"] = copy(name, value).MoveToOtherDisposeScope(owner);
        };
    }

    private static TransformerConfig RefinerConfigOf(GoldenCase golden) => TransformerConfig.Published with
    {
        HiddenSize = golden.Config.GetProperty("hidden_size").GetInt32(),
        HeadCount = golden.Config.GetProperty("heads_num").GetInt32(),
        TextWidth = golden.Config.GetProperty("text_states_dim").GetInt32(),
        RefinerBlockCount = golden.Config.GetProperty("refiner_depth").GetInt32(),
        UsesTextMask = golden.Config.GetProperty("use_attention_mask").GetBoolean(),
    };

    private static bool HasTextRows(string name) =>
        name == "txt_in" || name.StartsWith("single.", StringComparison.Ordinal) || name.EndsWith(".txt", StringComparison.Ordinal);

    /// <summary>Text stands at the end of the rows: the first of it are valid, the rest up to the mask's length are zero.</summary>
    private static Tensor ZeroPadding(Tensor rows, Tensor mask)
    {
        var valid = mask.ne(0).sum(1, keepdim: true);                                           // [B, 1]
        var cut = valid.max().ToInt64();
        var before = rows.shape[1] - cut;                                                       // image rows
        var padded = nn.functional.pad(rows, (0, 0, 0, mask.shape[1] - cut));
        var isPadding = arange(padded.shape[1]).ge(valid + before);                             // [B, rows]
        return padded.masked_fill(isPadding.unsqueeze(-1), 0);
    }

    private static (int Time, int Height, int Width) Triple(JsonElement list) => (list[0].GetInt32(), list[1].GetInt32(), list[2].GetInt32());
}
