using System.CommandLine;
using System.Globalization;
using HunyuanVideo.Media;
using HunyuanVideo.Pipelines;
using TorchSharp;

namespace HunyuanVideo.Cli.Commands;

/// <summary><c>hyvideo doctor</c>: what of this machine decides how hyvideo runs, and what is missing.</summary>
internal sealed class DoctorCommand
{
    private const string LibtorchVariable = "HYVIDEO_LIBTORCH";     // read by the launcher
    private const string LibtorchFile = "libtorch_cpu.so";

    private readonly Option<string> _model = ModelOption.Create();
    private readonly Option<string?> _ffmpeg = FfmpegOption.Create();
    private readonly Option<bool> _json = new("--json") { Description = "Print an array of objects." };

    /// <summary>The command, ready to be added to the root.</summary>
    public static Command Create() => new DoctorCommand().Build();

    private Command Build()
    {
        var command = new Command(
            "doctor", "Checks what hyvideo needs: processor, memory, libtorch, ffmpeg, the model. Exit code 1 when something is missing.\n\nExample:\n  hyvideo doctor")
        {
            _model, _ffmpeg, _json,
        };
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var output = parsed.InvocationConfiguration.Output;
        var findings = Findings(parsed.GetRequiredValue(_model), parsed.GetValue(_ffmpeg)).ToList();
        if (parsed.GetValue(_json))
        {
            output.WriteLine(ToJson(findings));
        }
        else
        {
            findings.ForEach(finding => output.WriteLine($"{(finding.IsGood ? "good   " : "missing")}  {finding.Name,-10} {finding.Text.ReplaceLineEndings(" ")}"));
        }

        return findings.TrueForAll(finding => finding.IsGood) ? 0 : 1;
    }

    private static IEnumerable<Finding> Findings(string model, string? ffmpeg)
    {
        yield return new Finding("hyvideo", $"{GenerationRecord.RunningVersion} on .NET {Environment.Version}", true);
        yield return new Finding("processor", $"{Environment.ProcessorCount} × {Processor.Description}", true);
        yield return new Finding("memory", Amounts.Bytes(MachineMemory.Bytes), true);
        yield return Check("libtorch", () =>
        {
            if (Environment.GetEnvironmentVariable(LibtorchVariable) is { Length: > 0 } folder && !File.Exists(Path.Join(folder, LibtorchFile)))
            {
                throw new InputException($"{LibtorchVariable} '{folder}' holds no {LibtorchFile}; name the folder with libtorch's libraries, or unset it.");
            }

            var probe = ComputeProbe.Measure();
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{torch.__version__}, {torch.get_num_threads()} threads, float32 {probe.FullRate:F0} and bfloat16 {probe.HalfRate:F0} GFLOP/s; large models run in {(probe.PrefersBfloat16 ? "bfloat16" : "float32")}");
        });
        yield return Check("ffmpeg", () => FfmpegTools.Find(ffmpeg).Ffmpeg);
        yield return Check("model", () =>
        {
            using var pipeline = TextToVideoPipeline.Open(model);
            var defaults = pipeline.Defaults;
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{model}: a transformer of {Amounts.Count(pipeline.Model.TransformerParameters)} parameters, {defaults.Width}×{defaults.Height}×{defaults.Frames} by default");
        });
    }

    private static Finding Check(string name, Func<string> look)
    {
        try
        {
            return new Finding(name, look(), true);
        }
#pragma warning disable CA1031 // Whatever keeps a part from working is what the user asked to see.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            return new Finding(name, fault.Message, false);
        }
    }

    private static string ToJson(List<Finding> findings) => JsonText.OfLines(json =>
    {
        json.WriteStartArray();
        foreach (var finding in findings)
        {
            json.WriteStartObject();
            json.WriteString("name", finding.Name);
            json.WriteBoolean("good", finding.IsGood);
            json.WriteString("text", finding.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private sealed record Finding(string Name, string Text, bool IsGood);
}
