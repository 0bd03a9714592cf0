using HunyuanVideo.Tests.Weights;
using HunyuanVideo.Training;
using HunyuanVideo.Weights;
using static TorchSharp.torch;

namespace HunyuanVideo.Tests.Training;

public sealed class CheckpointStoreTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();
    private readonly CheckpointStore _store;

    public CheckpointStoreTests() => _store = new CheckpointStore(_scratch.Path);

    [Fact]
    public void A_new_run_has_none()
    {
        Assert.Null(_store.Newest());
        Assert.Null(new CheckpointStore(_scratch.Join("absent")).Newest());
    }

    [Fact]
    public void What_was_saved_is_read_back()
    {
        Save(7, value: 3);

        var checkpoint = _store.Newest();

        Assert.Equal((7, _scratch.Join("step-7"), "state 7"), (checkpoint!.Step, checkpoint.Folder, checkpoint.State));
        using var file = SafetensorsFile.Open(checkpoint.Group("model"));
        using var value = file.Map("w");
        Assert.Equal([3f, 3f], value.data<float>());
    }

    [Fact]
    public void The_newest_two_stay_in_the_order_of_numbers()
    {
        foreach (var step in new[] { 8, 9, 10, 11 })
        {
            Save(step);
        }

        Assert.Equal(["step-10", "step-11"], FoldersLeft());
        Assert.Equal(11, _store.Newest()!.Step);
    }

    [Fact]
    public void A_step_is_saved_over_an_older_one_of_its_number()
    {
        Save(1, value: 1);
        Save(1, value: 2);

        using var file = SafetensorsFile.Open(_store.Newest()!.Group("model"));
        using var value = file.Map("w");
        Assert.Equal([2f, 2f], value.data<float>());
    }

    [Fact]
    public void What_a_kill_left_half_written_is_ignored_and_written_over()
    {
        Save(1);
        Directory.Move(_scratch.Join("step-1"), _scratch.Join("step-2.tmp"));
        File.WriteAllText(_scratch.Join("step-2.tmp", "rubbish"), "");
        Assert.Null(_store.Newest());

        Save(2);

        Assert.Equal(["step-2"], FoldersLeft());
        Assert.False(File.Exists(_scratch.Join("step-2", "rubbish")));
    }

    [Theory]
    [InlineData("COMPLETE")]
    [InlineData("state.json")]
    [InlineData("model.safetensors")]
    public void A_checkpoint_without_one_of_its_files_gives_way_to_the_one_before(string file)
    {
        Save(1);
        Save(2);

        File.Delete(_scratch.Join("step-2", file));

        Assert.Equal(1, _store.Newest()!.Step);
    }

    [Theory]
    [InlineData("COMPLETE")]
    [InlineData("state.json")]
    [InlineData("model.safetensors")]
    public void A_checkpoint_with_a_changed_byte_gives_way_to_the_one_before(string file)
    {
        Save(1);
        Save(2);
        var bytes = File.ReadAllBytes(_scratch.Join("step-2", file));
        bytes[^1] ^= 1;

        File.WriteAllBytes(_scratch.Join("step-2", file), bytes);

        Assert.Equal(1, _store.Newest()!.Step);
    }

    [Fact]
    public void A_truncated_or_an_added_file_breaks_the_seal()
    {
        Save(1);
        using (var stream = File.OpenWrite(_scratch.Join("step-1", "model.safetensors")))
        {
            stream.SetLength(stream.Length - 1);
        }

        Assert.Null(_store.Newest());

        Save(2);
        File.WriteAllText(_scratch.Join("step-2", "more"), "");
        Assert.Null(_store.Newest());
    }

    [Fact]
    public void A_sealed_folder_without_state_is_no_checkpoint()
    {
        Directory.CreateDirectory(_scratch.Join("step-3"));
        File.WriteAllText(_scratch.Join("step-3", "COMPLETE"), "");

        Assert.Null(_store.Newest());
    }

    [Theory]
    [InlineData("step-")]
    [InlineData("step-x")]
    [InlineData("step--4")]
    [InlineData("step-99999999999999999999")]
    [InlineData("step-4.tmp")]
    public void Folders_of_other_names_are_left_alone(string name)
    {
        Save(1);
        Directory.CreateDirectory(_scratch.Join(name));

        Save(2);
        Save(3);

        Assert.Equal(3, _store.Newest()!.Step);
        Assert.True(Directory.Exists(_scratch.Join(name)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{ "step": "1", "updates": 1, "metrics_length": 0, "recipe_hash": "", "threads": 1 }""")]
    [InlineData("""{ "step": 1, "updates": 1, "metrics_length": 0, "recipe_hash": null, "threads": 1 }""")]
    [InlineData("""{ "step": 1, "updates": 1, "metrics_length": 0, "recipe_hash": "", "threads": 1, "more": 1 }""")]
    public void A_state_of_another_kind_is_an_input_fault_that_names_the_checkpoint(string state)
    {
        var fault = Assert.Throws<InputException>(() => TrainingState.Read(new Checkpoint(1, "run/step-1", state)));

        Assert.StartsWith("run/step-1: its state.json cannot be read (", fault.Message, StringComparison.Ordinal);
        Assert.EndsWith("; delete this checkpoint to go on from the one before.", fault.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _scratch.Dispose();

    private void Save(long step, float value = 1)
    {
        using var weights = full(2, value);
        _store.Save(step, $"state {step}", new Dictionary<string, IReadOnlyList<KeyValuePair<string, Tensor>>>
        {
            ["model"] = [KeyValuePair.Create("w", weights)],
        });
    }

    private IEnumerable<string?> FoldersLeft() => Directory.GetDirectories(_scratch.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal);
}
