using System.CommandLine;
using System.Globalization;
using HunyuanVideo.Media;
using HunyuanVideo.Pipelines;
using TorchSharp;

namespace HunyuanVideo.Cli.Commands;

/// <summary><c>hyvideo doctor</c>: what of this machine decides how hyvideo runs, and what is missing.</summary>
internal static class DoctorCommand
{
    private static readonly Option<string> Model = ModelOption.Create();

    /// <summary>The command, ready to be added to the root.</summary>
    public static Command Create()
    {
        var command = new Command(
            "doctor", "Checks what hyvideo needs: processor, memory, libtorch, ffmpeg, the model. Exit code 1 when something is missing.\n\nExample:\n  hyvideo doctor")
        {
            Model,
        };
        command.SetAction(parsed =>
        {
            var output = parsed.InvocationConfiguration.Output;
            var findings = Findings(parsed.GetRequiredValue(Model)).ToList();
            foreach (var (name, text, isGood) in findings)
            {
                output.WriteLine($"{(isGood ? "good   " : "missing")}  {name,-10} {text}");
            }

            return findings.TrueForAll(finding => finding.IsGood) ? 0 : 1;
        });
        return command;
    }

    private static IEnumerable<(string Name, string Text, bool IsGood)> Findings(string model)
    {
        yield return ("hyvideo", $"{GenerationRecord.RunningVersion} on .NET {Environment.Version}", true);
        yield return ("processor", $"{Environment.ProcessorCount} × {Processor.Description}", true);
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1 << 30);
        yield return ("memory", string.Create(CultureInfo.InvariantCulture, $"{memory:F1} GiB"), true);
        yield return Check("libtorch", () =>
        {
            var probe = ComputeProbe.Measure();
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{torch.__version__}, {torch.get_num_threads()} threads, float32 {probe.FullRate:F0} and bfloat16 {probe.HalfRate:F0} GFLOP/s; large models run in {(probe.PrefersBfloat16 ? "bfloat16" : "float32")}");
        });
        yield return Check("ffmpeg", () => FfmpegTools.Find().Ffmpeg);
        yield return Check("model", () =>
        {
            using var pipeline = TextToVideoPipeline.Open(model);
            var defaults = pipeline.Defaults;
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{model}: {pipeline.Model.TransformerParameters / 1e6:F1} M parameters, {defaults.Width}×{defaults.Height}×{defaults.Frames} by default");
        });
    }

    private static (string Name, string Text, bool IsGood) Check(string name, Func<string> look)
    {
        try
        {
            return (name, look(), true);
        }
#pragma warning disable CA1031 // Whatever keeps a part from working is what the user asked to see.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            return (name, fault.Message, false);
        }
    }
}
