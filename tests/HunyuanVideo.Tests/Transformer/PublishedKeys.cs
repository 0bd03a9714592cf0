namespace HunyuanVideo.Tests.Transformer;

/// <summary>The table of published keys, written out by hand from the format's description and not from the network. Source: spec text-to-video §7.1.</summary>
internal static class PublishedKeys
{
    private const long D = 3072, Heads = 128, M = 12288, E = 4096, P = 768, C = 16;

    /// <summary>Group, key and shape of every tensor of the 13B model.</summary>
    public static IEnumerable<(string Group, string Key, long[] Shape)> All(bool hasGuidance)
    {
        var items = new List<(string Group, string Key, long[] Shape)>();
        Layer("img_in", "img_in.proj", D, C, 1, 2, 2);
        Layer("txt_in", "txt_in.input_embedder", D, E);
        Layer("txt_in", "txt_in.t_embedder.mlp.0", D, 256);
        Layer("txt_in", "txt_in.t_embedder.mlp.2", D, D);
        Layer("txt_in", "txt_in.c_embedder.linear_1", D, E);
        Layer("txt_in", "txt_in.c_embedder.linear_2", D, D);
        for (var r = 0; r < 2; r++)
        {
            var block = $"txt_in.individual_token_refiner.blocks.{r}";
            Layer("txt_in", $"{block}.norm1", D);
            Layer("txt_in", $"{block}.norm2", D);
            Layer("txt_in", $"{block}.self_attn_qkv", 3 * D, D);
            Layer("txt_in", $"{block}.self_attn_proj", D, D);
            Layer("txt_in", $"{block}.mlp.fc1", 4 * D, D);
            Layer("txt_in", $"{block}.mlp.fc2", D, 4 * D);
            Layer("txt_in", $"{block}.adaLN_modulation.1", 2 * D, D);
        }

        Layer("time_in", "time_in.mlp.0", D, 256);
        Layer("time_in", "time_in.mlp.2", D, D);
        Layer("vector_in", "vector_in.in_layer", D, P);
        Layer("vector_in", "vector_in.out_layer", D, D);
        if (hasGuidance)
        {
            Layer("guidance_in", "guidance_in.mlp.0", D, 256);
            Layer("guidance_in", "guidance_in.mlp.2", D, D);
        }

        for (var i = 0; i < 20; i++)
        {
            foreach (var stream in new[] { $"double_blocks.{i}.img", $"double_blocks.{i}.txt" })
            {
                var group = $"double_blocks.{i}";
                Layer(group, $"{stream}_mod.linear", 6 * D, D);
                Layer(group, $"{stream}_attn_qkv", 3 * D, D);
                Scale(group, $"{stream}_attn_q_norm");
                Scale(group, $"{stream}_attn_k_norm");
                Layer(group, $"{stream}_attn_proj", D, D);
                Layer(group, $"{stream}_mlp.fc1", M, D);
                Layer(group, $"{stream}_mlp.fc2", D, M);
            }
        }

        for (var k = 0; k < 40; k++)
        {
            var group = $"single_blocks.{k}";
            Layer(group, $"{group}.linear1", (3 * D) + M, D);
            Layer(group, $"{group}.linear2", D, D + M);
            Scale(group, $"{group}.q_norm");
            Scale(group, $"{group}.k_norm");
            Layer(group, $"{group}.modulation.linear", 3 * D, D);
        }

        Layer("final_layer", "final_layer.linear", C * 4, D);
        Layer("final_layer", "final_layer.adaLN_modulation.1", 2 * D, D);
        return items;

        void Layer(string group, string key, params long[] shape)
        {
            items.Add((group, $"{key}.weight", shape));
            items.Add((group, $"{key}.bias", [shape[0]]));
        }

        void Scale(string group, string key) => items.Add((group, $"{key}.weight", [Heads]));
    }

    /// <summary>One line per tensor, ordered by key: <c>key [shape]</c>.</summary>
    public static IEnumerable<string> Lines(IEnumerable<(string Key, long[] Shape)> tensors) =>
        tensors.OrderBy(item => item.Key, StringComparer.Ordinal).Select(item => $"{item.Key} [{string.Join(", ", item.Shape)}]");
}
