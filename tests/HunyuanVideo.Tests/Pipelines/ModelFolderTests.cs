using HunyuanVideo.Pipelines;
using HunyuanVideo.Tests.Weights;

namespace HunyuanVideo.Tests.Pipelines;

public sealed class ModelFolderTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public ModelFolderTests() => TinyModelFolder.Write(Folder);

    private string Folder => _scratch.Join("tiny");

    [Fact]
    public void Defaults_and_limits_are_the_models_own()
    {
        var model = ModelFolder.Open(Folder + "/");

        Assert.Equal("tiny", model.Name);
        Assert.Equal((16, 16, 5, 2), (model.Defaults.Width, model.Defaults.Height, model.Defaults.Frames, model.Defaults.Steps));
        Assert.Equal(GenerationLimits.Published, model.Limits);
    }

    [Fact]
    public void Every_file_that_decides_pixels_is_hashed()
    {
        File.WriteAllText(Path.Join(Folder, "vae", "README.md"), "words");
        var counts = new List<int>();

        var files = ModelFolder.Open(Folder).HashFiles((done, _) => counts.Add(done), TestContext.Current.CancellationToken);

        Assert.Equal(13, files.Count);
        Assert.Equal(files.Select(file => file.Path).Order(StringComparer.Ordinal), files.Select(file => file.Path));
        Assert.DoesNotContain(files, file => file.Path == "vae/README.md");
        Assert.Equal(Enumerable.Range(0, 14), counts);
    }

    [Fact]
    public void All_that_is_wrong_with_a_folder_is_said_at_once()
    {
        Directory.Delete(Path.Join(Folder, "tokenizer_2"), recursive: true);
        Change("transformer/config.json", text => text.Replace("hidden_size", "hidden_sise", StringComparison.Ordinal));
        Change("text_encoder/config.json", text => text[..^10]);
        using (var weights = File.Open(Path.Join(Folder, "vae", "diffusion_pytorch_model.safetensors"), FileMode.Open))
        {
            weights.SetLength(weights.Length - 1);
        }

        File.WriteAllBytes(Path.Join(Folder, "text_encoder_2", "model.safetensors"), [.. Enumerable.Range(0, 999).Select(i => (byte)(i * 37))]);

        var faults = Faults();

        Assert.Equal(5, faults.Length);
        Assert.Equal(5, faults.Select(fault => Path.GetRelativePath(Folder, fault.Split(':')[0]).Split('/')[0]).Distinct().Count());
        Assert.Contains("hidden_sise", string.Join('\n', faults), StringComparison.Ordinal);
    }

    [Fact]
    public void Parts_of_different_models_are_named()
    {
        Change("model_index.json", text => text.Replace("\"hidden_state_skip_layer\":0", "\"hidden_state_skip_layer\":7", StringComparison.Ordinal));
        Change("transformer/config.json", text => text.Replace("\"text_states_dim\": 16", "\"text_states_dim\": 24", StringComparison.Ordinal));

        var faults = Faults();

        Assert.Contains(faults, fault => fault.Contains("hidden_size is 16 but the transformer's text_states_dim is 24", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.Contains("hidden_state_skip_layer is 7", StringComparison.Ordinal));
    }

    [Fact]
    public void An_unknown_default_is_refused_with_the_known_ones()
    {
        Change("model_index.json", text => text.Replace("\"steps\"", "\"stepz\"", StringComparison.Ordinal));

        Assert.Contains("its keys are width, height", Assert.Single(Faults()), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_folder_is_no_model() =>
        Assert.Contains("holds no model_index.json", Assert.Throws<InputException>(() => ModelFolder.Open(_scratch.Path)).Message, StringComparison.Ordinal);

    public void Dispose() => _scratch.Dispose();

    private string[] Faults() => Assert.ThrowsAny<InputException>(() => ModelFolder.Open(Folder)).Message.Split(Environment.NewLine);

    private void Change(string file, Func<string, string> change)
    {
        var path = Path.Join(Folder, file);
        var (before, after) = (File.ReadAllText(path), change(File.ReadAllText(path)));
        Assert.NotEqual(before, after);
        File.WriteAllText(path, after);
    }
}
