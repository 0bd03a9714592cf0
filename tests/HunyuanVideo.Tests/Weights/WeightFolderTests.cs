using HunyuanVideo.Weights;

namespace HunyuanVideo.Tests.Weights;

public sealed class WeightFolderTests
{
    private const string Empty = "{}";

    [Fact]
    public void Folder_with_an_index_is_read_through_it()
    {
        using var source = WeightFolder.Open(PublishedFiles.PathOf("sharded/ok"));

        Assert.IsType<ShardedSafetensors>(source);
    }

    [Fact]
    public void Folder_with_one_file_is_that_file()
    {
        using var folder = new ScratchFolder();
        var path = folder.WriteSafetensors("model.safetensors", Empty, []);

        using var source = WeightFolder.Open(folder.Path);

        Assert.Equal(path, Assert.IsType<SafetensorsFile>(source).Path);
    }

    [Fact]
    public void Content_decides_whatever_the_name_says()
    {
        using var folder = new ScratchFolder();
        var file = folder.WriteSafetensors("weights.bin", Empty, []);
        var index = folder.Write("index.safetensors", " {\"weight_map\":{\"a\":\"weights.bin\"}}"u8);

        using var source = WeightFolder.Open(file);

        Assert.IsType<SafetensorsFile>(source);
        Assert.Contains("not in the shard", Assert.Throws<WeightFormatException>(() => WeightFolder.Open(index)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_sets_of_weights_are_listed_instead_of_guessed()
    {
        using var folder = new ScratchFolder();
        folder.WriteSafetensors("model.safetensors", Empty, []);
        folder.WriteSafetensors("model.fp16.safetensors", Empty, []);

        var fault = Assert.Throws<InputException>(() => WeightFolder.Open(folder.Path));

        Assert.Contains("2 sets of weights (model.fp16.safetensors, model.safetensors)", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Folder_without_weights_says_what_it_holds_instead()
    {
        using var folder = new ScratchFolder();
        var empty = Assert.Throws<InputException>(() => WeightFolder.Open(folder.Path)).Message;
        folder.Write("pytorch_model.bin", [0x80, 2]);

        var pickle = Assert.Throws<InputException>(() => WeightFolder.Open(folder.Path)).Message;

        Assert.Contains("holds no safetensors file", empty, StringComparison.Ordinal);
        Assert.Contains("pytorch_model.bin", pickle, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_path_is_an_input_fault()
    {
        using var folder = new ScratchFolder();

        Assert.Throws<InputException>(() => WeightFolder.Open(folder.Join("absent")));
    }
}
