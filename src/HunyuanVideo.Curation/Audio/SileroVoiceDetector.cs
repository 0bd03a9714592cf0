using HunyuanVideo.Curation.Units;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace HunyuanVideo.Curation.Audio;

/// <summary>The Silero voice activity model through ONNX Runtime: 512 new samples at 16 kHz behind 64 of context. Source: models/curation/vad.</summary>
public sealed class SileroVoiceDetector : IVoiceDetector, IDisposable
{
    private const int NewSamples = 512;
    private const int Context = 64;
    private const int StateLayers = 2;
    private const int StateWidth = 128;

    private readonly InferenceSession _session;

    /// <param name="modelPath">Path of <c>silero_vad.onnx</c>.</param>
    /// <exception cref="InputException">Missing, or another model.</exception>
    public SileroVoiceDetector(string modelPath)
    {
        if (!File.Exists(modelPath))
        {
            throw new InputException($"{modelPath}: no such file; give the path of silero_vad.onnx.");
        }

        ModelPath = modelPath;
        using var options = ModelRuntime.Options(threads: 1);
        _session = Open(modelPath, options);
    }

    /// <inheritdoc/>
    public string? ModelPath { get; }

    /// <inheritdoc/>
    public double[] BySecond(SoundFrames frames)
    {
        ArgumentNullException.ThrowIfNull(frames);
        var (sums, counts) = (new double[frames.Seconds], new int[frames.Seconds]);
        var state = new float[StateLayers * StateWidth];
        var input = new float[Context + NewSamples];
        for (var start = 0; start < frames.Wave.Length; start += NewSamples)
        {
            input.AsSpan(NewSamples).CopyTo(input);   // the last 64 samples are the next context
            var fresh = frames.Wave.AsSpan(start, Math.Min(NewSamples, frames.Wave.Length - start));
            input.AsSpan(Context).Clear();
            fresh.CopyTo(input.AsSpan(Context));
            var second = Math.Min(frames.Seconds - 1, start / SoundFrames.SampleRate);
            sums[second] += Step(input, ref state);
            counts[second]++;
        }

        return [.. sums.Zip(counts, (sum, count) => count == 0 ? 0 : sum / count)];
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    private static InferenceSession Open(string modelPath, SessionOptions options)
    {
        try
        {
            var runtime = new InferenceSession(modelPath, options);
            var inputs = string.Join(", ", runtime.InputMetadata.Keys.Order(StringComparer.Ordinal));
            return inputs == "input, sr, state"
                ? runtime
                : throw new InputException($"{modelPath}: has the inputs {inputs}, not input, sr and state; it is no Silero voice model of version 5.");
        }
        catch (OnnxRuntimeException fault)
        {
            throw new InputException($"{modelPath}: is no model that ONNX Runtime can load ({fault.Message.TrimEnd('.')}).", fault);
        }
    }

    private double Step(float[] input, ref float[] state)
    {
        NamedOnnxValue[] inputs =
        [
            NamedOnnxValue.CreateFromTensor("input", new DenseTensor<float>(input, [1, input.Length])),
            NamedOnnxValue.CreateFromTensor("state", new DenseTensor<float>(state, [StateLayers, 1, StateWidth])),
            NamedOnnxValue.CreateFromTensor("sr", new DenseTensor<long>(new long[] { SoundFrames.SampleRate }, [])),
        ];
        using var outputs = _session.Run(inputs);
        state = [.. outputs[1].AsTensor<float>()];
        return outputs[0].AsTensor<float>()[0, 0];
    }
}
