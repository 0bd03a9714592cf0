using System.CommandLine;
using HunyuanVideo.Pipelines;

namespace HunyuanVideo.Cli;

/// <summary>The options <c>--device</c>, <c>--dtype</c> and <c>--threads</c>.</summary>
internal sealed class ComputeOptionSet
{
    private readonly Option<string?> _device = new("--device") { Description = "cpu, cuda or cuda:N. Default: cpu.", HelpName = "D" };

    private readonly Option<string?> _dtype = new("--dtype")
    {
        Description = "float32 or bfloat16. Default: float32, but bfloat16 for large models where a short probe shows it is faster.",
        HelpName = "T",
    };

    private readonly Option<int?> _threads = new("--threads") { Description = "Threads. Default: one for each core.", HelpName = "N" };

    public void AddTo(CheckedCommand command)
    {
        command.Options.Add(_device);
        command.Options.Add(_dtype);
        command.Options.Add(_threads);
        command.AddCheck(parsed => Read(parsed).FindFaults());
    }

    /// <summary>What was asked for.</summary>
    public ComputeOptions Read(ParseResult parsed) => Read(parsed, ComputeOptions.Automatic);

    /// <summary>What was asked for, else as the record's video was computed.</summary>
    public ComputeOptions Read(ParseResult parsed, GenerationRecord record) => Read(parsed, ComputeOptions.Of(record));

    private ComputeOptions Read(ParseResult parsed, ComputeOptions otherwise) => new()
    {
        Device = parsed.ValueOf(_device) ?? otherwise.Device,
        Dtype = parsed.ValueOf(_dtype) ?? otherwise.Dtype,
        Threads = parsed.ValueOf(_threads) ?? otherwise.Threads,
    };
}
