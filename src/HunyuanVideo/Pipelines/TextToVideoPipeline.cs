using HunyuanVideo.Diffusion;
using HunyuanVideo.Tensors;
using HunyuanVideo.Transformer;
using HunyuanVideo.Vae;
using TorchSharp;
using static TorchSharp.torch;

namespace HunyuanVideo.Pipelines;

/// <summary>
/// From a prompt to frames: text states, latents, pixels. Of a large model, encoders, transformer and VAE are in
/// memory one after the other. One computation at a time. Source: spec text-to-video §9.
/// </summary>
public sealed class TextToVideoPipeline : IDisposable
{
    private readonly ModelParts _parts;
    private IReadOnlyList<ModelFile>? _files;

    private TextToVideoPipeline(ModelFolder model, ComputeSettings compute)
    {
        (Model, Compute) = (model, compute);
        _parts = new ModelParts(model, compute);
    }

    /// <summary>The model's configurations and defaults.</summary>
    public ModelFolder Model { get; }

    /// <summary>Where and how it computes.</summary>
    public ComputeSettings Compute { get; }

    /// <summary>The model's own options, with an empty prompt and seed 0; change them with <c>with</c>.</summary>
    public GenerationOptions Defaults => Model.Defaults;

    /// <summary>Opens a model folder and compares its weight files with its configurations; weights are read when they are needed.</summary>
    /// <param name="modelFolder">A folder in the published layout.</param>
    /// <param name="compute">Device, type, threads; the program's choice when null.</param>
    /// <exception cref="InputException">The folder or an option is wrong; the message has a line for each fault.</exception>
    public static TextToVideoPipeline Open(string modelFolder, ComputeOptions? compute = null) =>
        Open(ModelFolder.Open(modelFolder), compute);

    /// <inheritdoc cref="Open(string, ComputeOptions?)"/>
    public static TextToVideoPipeline Open(ModelFolder model, ComputeOptions? compute = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        var pipeline = new TextToVideoPipeline(model, ComputeSettings.Resolve(compute ?? ComputeOptions.Automatic, model.TransformerParameters));
        pipeline._parts.CheckWeights();
        return pipeline;
    }

    /// <summary>Memory that a video may take; tests make it small.</summary>
    internal double MachineBytes { get; set; } = MachineMemory.Bytes;

    /// <summary>Every broken rule, one sentence each; empty when this model can make the video on this machine.</summary>
    /// <param name="options">What is asked for.</param>
    /// <param name="isSampled">Whether the latents are there, and are only decoded.</param>
    public IReadOnlyList<string> FindFaults(GenerationOptions options, bool isSampled = false)
    {
        ArgumentNullException.ThrowIfNull(options);
        var faults = options.FindFaults(Model.Limits);
        return faults.Count == 0 && Compute.Device.type == DeviceType.CPU
            && MemoryNeed.Of(Model, Compute, options, isSampled).FindFault(MachineBytes) is { } fault ? [fault] : faults;
    }

    /// <summary>Makes one video and hands its frames out in order, each as soon as it is final.</summary>
    /// <param name="options">What to make.</param>
    /// <param name="progress">Told of every text, step and chunk of frames.</param>
    /// <param name="cancellationToken">Ends the work between two blocks of a network.</param>
    /// <exception cref="InputException">An option is wrong; the message has a line for each.</exception>
    /// <exception cref="NonFiniteException">The computation left the finite numbers.</exception>
    public IAsyncEnumerable<VideoFrame> GenerateAsync(
        GenerationOptions options, IProgress<GenerationProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        Check(options);
        return FrameStream.RunAsync(
            (emit, stop) =>
            {
                using var text = EncodeText([options], progress, stop)[0];
                using var latents = SampleLatents(text, options, progress, cancellationToken: stop);
                Decode(latents, emit, progress, stop);
            },
            cancellationToken);
    }

    /// <summary>Pixels of finished latents, frame by frame; see <see cref="SampleLatents"/>.</summary>
    /// <param name="latents">Scaled latents <c>[1, C, T, H, W]</c>; must live until the last frame.</param>
    /// <param name="progress">Told of every chunk of frames.</param>
    /// <param name="cancellationToken">Ends the work between two blocks of the VAE.</param>
    public IAsyncEnumerable<VideoFrame> DecodeAsync(
        Tensor latents, IProgress<GenerationProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(latents);
        return FrameStream.RunAsync((emit, stop) => Decode(latents, emit, progress, stop), cancellationToken);
    }

    /// <summary>Text states for each of <paramref name="videos"/>; the caller owns them.</summary>
    public IReadOnlyList<TextConditioning> EncodeText(
        IReadOnlyList<GenerationOptions> videos, IProgress<GenerationProgress>? progress = null, CancellationToken cancellationToken = default) =>
        new PromptEncoder(Model, _parts, Compute.Device).Encode(
            videos, (done, total) => progress?.Report(new GenerationProgress(GenerationStage.EncodingText, done, total)), cancellationToken);

    /// <summary>Latents of one video.</summary>
    /// <param name="text">Its text states.</param>
    /// <param name="options">What to make.</param>
    /// <param name="progress">Told of every step.</param>
    /// <param name="stepFinished">Sees the latents after every step.</param>
    /// <param name="start">Latents after some steps, to go on from there; noise of the seed when null.</param>
    /// <param name="cancellationToken">Ends the work between two blocks.</param>
    /// <returns>float32 <c>[1, C, (F−1)/4 + 1, height/8, width/8]</c> on the device, not yet divided by the VAE's scale; the caller owns it.</returns>
    public Tensor SampleLatents(
        TextConditioning text,
        GenerationOptions options,
        IProgress<GenerationProgress>? progress = null,
        Action<EulerStep>? stepFinished = null,
        UnfinishedLatents? start = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(options);
        Check(options);
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var first = start?.StepsDone ?? 0;
        progress?.Report(new GenerationProgress(GenerationStage.Sampling, first, options.Steps));
        var transformer = _parts.Transformer();
        var network = new GuidedNetwork(transformer, text, options);
        transformer.Trace = (_, _) => cancellationToken.ThrowIfCancellationRequested();
        try
        {
            var latents = (start?.Latents ?? NoiseSource.Draw(options.Seed, LatentShape(options))).to(Compute.Device);
            var sampler = new EulerSampler(FlowSchedule.Create(options.Steps, options.Shift))
            {
                Diagnose = network.FindNonFinite,
                StepFinished = step =>
                {
                    stepFinished?.Invoke(step);
                    progress?.Report(new GenerationProgress(GenerationStage.Sampling, step.Done, step.Count));
                },
            };
            return sampler.Sample(network.Velocity, latents, first, cancellationToken).MoveToOuterDisposeScope();
        }
        finally
        {
            transformer.Trace = null;
        }
    }

    /// <summary>The record of a video of this model, program and machine. The first call hashes the model's files.</summary>
    /// <param name="options">What is asked for.</param>
    /// <param name="progress">Told of every file hashed.</param>
    /// <param name="cancellationToken">Ends the hashing.</param>
    public GenerationRecord RecordOf(
        GenerationOptions options, IProgress<GenerationProgress>? progress = null, CancellationToken cancellationToken = default) => new()
        {
            Format = GenerationRecord.CurrentFormat,
            ProgramVersion = GenerationRecord.RunningVersion,
            LibtorchVersion = __version__,
            Options = options,
            Model = Model.Name,
            ModelFiles = _files ??= Model.HashFiles(
            (done, total) => progress?.Report(new GenerationProgress(GenerationStage.Hashing, done, total)), cancellationToken),
            Device = Compute.Device.ToString(),
            Dtype = Compute.DtypeName,
            Threads = Compute.Threads,
            Processor = Processor.Description,
        };

    /// <summary>Shape of the latents of <paramref name="options"/>.</summary>
    public long[] LatentShape(GenerationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var space = Model.Vae.SpatialCompression;
        return [1, Model.Vae.LatentChannels, Model.Vae.LatentFrames(options.Frames), options.Height / space, options.Width / space];
    }

    /// <inheritdoc/>
    public void Dispose() => _parts.Dispose();

    private void Check(GenerationOptions options)
    {
        if (FindFaults(options) is { Count: > 0 } faults)
        {
            throw new InputException(string.Join(Environment.NewLine, faults));
        }
    }

    private void Decode(Tensor latents, Action<VideoFrame> emit, IProgress<GenerationProgress>? progress, CancellationToken cancellationToken)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var total = (int)Model.Vae.Frames(latents.shape[2]);
        progress?.Report(new GenerationProgress(GenerationStage.Decoding, 0, total));
        var vae = _parts.Vae();
        var tiled = new TiledVae(vae, VaeTiling.Tencent(vae.Config));
        Trace check = (_, _) => cancellationToken.ThrowIfCancellationRequested();
        var done = 0;
        foreach (var chunk in tiled.DecodeFrames(vae.Unscale(latents.to(Compute.Device)), 0, check))   // [1, 3, f, H, W]
        {
            using (chunk)
            {
                for (var index = 0; index < chunk.shape[2]; index++)
                {
                    emit(FrameOf(chunk, index, done));
                    done++;
                }
            }

            progress?.Report(new GenerationProgress(GenerationStage.Decoding, done, total));     // frames of a chunk come together: one alone says nothing of the rest
        }
    }

    private static VideoFrame FrameOf(Tensor chunk, int index, int frame)
    {
        using var scope = NewDisposeScope();
        var pixels = chunk[0].select(1, index);                                                       // [3, H, W]
        return pixels.isfinite().all().ToBoolean()
            ? new VideoFrame(frame, (int)pixels.shape[2], (int)pixels.shape[1], RgbFrames.ToBytes(pixels))
            : throw new NonFiniteException($"frame {frame} of the decoded video holds values that are not finite; the VAE's weights or the latents are damaged.");
    }

    /// <summary>The transformer with one video's texts and guidance, as a function of latents and time.</summary>
    private sealed class GuidedNetwork(HunyuanVideoTransformer transformer, TextConditioning text, GenerationOptions options)
    {
        public Tensor Velocity(Tensor latents, Tensor timestep) => Guidance.IsOn(options.CfgScale)
            ? Guidance.Wrap(Run, options.CfgScale, options.GuidanceRescale)(latents, timestep)
            : Run(latents, timestep);

        /// <summary>Runs the step again and names the first tensor that is not finite.</summary>
        public string? FindNonFinite(Tensor latents, Tensor timestep)
        {
            string? found = null;
            transformer.Trace = (name, value) => found ??= value.isfinite().all().ToBoolean() ? null : name;
            Velocity(latents, timestep).Dispose();
            return found;
        }

        private Tensor Run(Tensor latents, Tensor timestep)
        {
            using var scope = NewDisposeScope();
            var guidance = transformer.Config.HasGuidance
                ? full_like(timestep, Guidance.EmbeddedValue(options.Guidance, options.GuidanceBf16Compat))   // [B]
                : null;
            var input = new TransformerInput(latents, timestep, text.States, text.Mask, text.Pooled, guidance);
            return transformer.forward(input).MoveToOuterDisposeScope();
        }
    }
}
