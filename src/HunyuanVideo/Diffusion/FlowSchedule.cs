namespace HunyuanVideo.Diffusion;

/// <summary>Noise levels of one sampling run, from pure noise (σ = 1) to data (σ = 0). Source: spec text-to-video §8.</summary>
/// <remarks>
/// u = 1 − i/n, σ = a·u / (1 + (a − 1)·u), in double and rounded once to float32; timestep = 1000·σ, never an integer
/// by rounding.
/// </remarks>
public sealed class FlowSchedule
{
    private readonly float[] _sigmas;
    private readonly float[] _timesteps;

    private FlowSchedule(float[] sigmas)
    {
        _sigmas = sigmas;
        _timesteps = [.. sigmas.SkipLast(1).Select(sigma => (float)(1000.0 * sigma))];
    }

    /// <summary>n + 1 noise levels; the last one is where the run ends.</summary>
    public IReadOnlyList<float> Sigmas => _sigmas;

    /// <summary>n model times, 0…1000.</summary>
    public IReadOnlyList<float> Timesteps => _timesteps;

    /// <summary>Number of steps n.</summary>
    public int StepCount => _timesteps.Length;

    /// <summary>Builds the schedule.</summary>
    /// <param name="steps">Network calls, at least 1.</param>
    /// <param name="shift">Flow shift a &gt; 0: above 1 the run stays longer at high noise.</param>
    /// <param name="reversed">
    /// True for the published weights (σ falls from 1 to 0). False gives 1 − σ, for models trained the other way round.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">No step, or a shift that is not a positive number.</exception>
    public static FlowSchedule Create(int steps, double shift, bool reversed = true)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        if (!double.IsFinite(shift) || shift <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(shift), shift, "the flow shift must be a positive number.");
        }

        var sigmas = new float[steps + 1];
        for (var i = 0; i <= steps; i++)
        {
            var level = 1 - ((double)i / steps);
            var sigma = (float)(shift * level / (1 + ((shift - 1) * level)));
            sigmas[i] = reversed ? sigma : 1 - sigma;
        }

        return new FlowSchedule(sigmas);
    }

    /// <summary>σ of the next entry minus σ of this one, in float32: negative in the reversed convention.</summary>
    public float Delta(int step) => _sigmas[step + 1] - _sigmas[step];
}
