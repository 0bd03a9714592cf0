using System.CommandLine;
using HunyuanVideo.Pipelines;

namespace HunyuanVideo.Cli;

/// <summary>The options <c>--device</c>, <c>--dtype</c> and <c>--threads</c>.</summary>
internal sealed class ComputeOptionSet
{
    private readonly Option<string> _device = new("--device")
    {
        Description = "cpu, cuda or cuda:N.", HelpName = "D", DefaultValueFactory = _ => ComputeOptions.Automatic.Device,
    };

    private readonly Option<string?> _dtype = new("--dtype")
    {
        Description = "float32 or bfloat16. Default: float32, but bfloat16 for large models where a short probe shows it is faster.", HelpName = "T",
    };

    private readonly Option<int?> _threads = new("--threads") { Description = "Threads. Default: one for each core.", HelpName = "N" };

    public void AddTo(CheckedCommand command)
    {
        command.Options.Add(_device);
        command.Options.Add(_dtype);
        command.Options.Add(_threads);
        command.AddCheck(parsed => Read(parsed).FindFaults());
    }

    public ComputeOptions Read(ParseResult parsed) => new()
    {
        Device = parsed.ValueOf(_device) ?? ComputeOptions.Automatic.Device, Dtype = parsed.ValueOf(_dtype), Threads = parsed.ValueOf(_threads),
    };
}
