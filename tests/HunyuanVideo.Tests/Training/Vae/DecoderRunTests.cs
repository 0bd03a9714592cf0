using System.Text.Json;
using HunyuanVideo.Tests.Weights;
using HunyuanVideo.Training;
using HunyuanVideo.Weights;

namespace HunyuanVideo.Tests.Training.Vae;

/// <summary>A decoder trained on behind a VAE that a transformer knows already.</summary>
public sealed class DecoderRunTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    [Fact]
    public void The_encoder_keeps_every_bit_and_the_latents_their_scale()
    {
        var start = TinyRecipes.Vae(_scratch.Join("start"));
        TrainingRun.Execute(start, _scratch.Join("first"), progress: null, CancellationToken.None);
        var recipe = start with { Model = _scratch.Join("end"), Seed = 9, TrainsEncoder = false, InitialWeights = _scratch.Join("start", "vae") };

        TrainingRun.Execute(recipe, _scratch.Join("second"), progress: null, CancellationToken.None);

        using var before = WeightFolder.Open(_scratch.Join("start", "vae"));
        using var after = WeightFolder.Open(_scratch.Join("end", "vae"));
        var moved = after.Keys.Where(key => !IsEqual(before, after, key)).ToList();
        Assert.Contains("decoder.conv_out.conv.weight", moved);
        Assert.All(moved, key => Assert.True(recipe.Trains(key), key));
        Assert.Equal(ScalingFactor("start"), ScalingFactor("end"));
    }

    public void Dispose() => _scratch.Dispose();

    private static bool IsEqual(IWeightSource one, IWeightSource other, string key)
    {
        using var left = one.ReadAsFloat32(key);
        using var right = other.ReadAsFloat32(key);
        return left.data<float>().SequenceEqual(right.data<float>());
    }

    private double ScalingFactor(string model)
    {
        using var config = JsonDocument.Parse(File.ReadAllBytes(_scratch.Join(model, "vae", "config.json")));
        return config.RootElement.GetProperty("scaling_factor").GetDouble();
    }
}
