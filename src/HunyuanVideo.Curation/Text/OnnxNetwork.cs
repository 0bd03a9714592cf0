using HunyuanVideo.Curation.Units;
using Microsoft.ML.OnnxRuntime;

namespace HunyuanVideo.Curation.Text;

/// <summary>A network file with one input <c>x</c> and one output, both of floats. Runs may overlap.</summary>
internal sealed class OnnxNetwork : IDisposable
{
    private const string InputName = "x";

    private readonly InferenceSession _network;
    private readonly RunOptions _run = new();
    private readonly string _output;

    private OnnxNetwork(InferenceSession network) => (_network, _output) = (network, network.OutputNames[0]);

    /// <summary>Opens a model file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="threads">Threads of one run.</param>
    /// <exception cref="InputException">Missing, no such model, or of other inputs.</exception>
    public static OnnxNetwork Open(string path, int threads)
    {
        if (!File.Exists(path))
        {
            throw new InputException($"{path}: no such file; give the folder of the text models, or go without them.");
        }

        try
        {
            using var options = ModelRuntime.Options(threads, OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            return Checked(new InferenceSession(path, options), path);
        }
        catch (OnnxRuntimeException fault)
        {
            throw new InputException($"{path}: is no model that can be loaded ({fault.Message.Split('\n')[0]}); fetch the file again.", fault);
        }
    }

    /// <summary>One run.</summary>
    /// <param name="values">The input.</param>
    /// <param name="shape">Its shape.</param>
    public (float[] Values, long[] Shape) Run(float[] values, params long[] shape)
    {
        using var input = OrtValue.CreateTensorValueFromMemory(values, shape);
        using var outputs = _network.Run(_run, [InputName], [input], [_output]);
        return (outputs[0].GetTensorDataAsSpan<float>().ToArray(), outputs[0].GetTensorTypeAndShape().Shape);
    }

    public void Dispose()
    {
        _network.Dispose();
        _run.Dispose();
    }

    private static OnnxNetwork Checked(InferenceSession network, string path)
    {
        if (network.InputNames is not [InputName] || network.OutputNames.Count != 1)
        {
            var (inputs, outputs) = (string.Join(", ", network.InputNames), string.Join(", ", network.OutputNames));
            network.Dispose();
            throw new InputException($"{path}: has inputs {inputs} and outputs {outputs}; a text model has one input x and one output.");
        }

        return new(network);
    }
}
