using HunyuanVideo.Pipelines;

namespace HunyuanVideo.Tests.Pipelines;

public sealed class ComputeOptionsTests
{
    [Fact]
    public void All_faults_are_named_together() => Assert.Equal(
        [
            "device 'gpu' is unknown; use cpu, cuda or cuda:N.",
            "dtype 'half' is unknown; use float32 or bfloat16.",
            "threads 0 is not within 1…1024; choose a value in that range.",
        ],
        new ComputeOptions { Device = "gpu", Dtype = "half", Threads = 0 }.FindFaults());

    [Theory]
    [InlineData("cpu")]
    [InlineData("cuda")]
    [InlineData("cuda:3")]
    public void Devices_have_these_names(string device) => Assert.Empty(new ComputeOptions { Device = device }.FindFaults());

    [Fact]
    public void A_small_model_runs_in_float32_and_a_record_says_how_to_run_again()
    {
        Assert.Equal("float32", ComputeSettings.Resolve(ComputeOptions.Automatic, parameters: 1000).DtypeName);
        Assert.Equal(
            new ComputeOptions { Device = "cpu", Dtype = "float32", Threads = 2 }, ComputeOptions.Of(GenerationRecordTests.Sample));
    }
}
