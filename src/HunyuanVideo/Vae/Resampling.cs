using static TorchSharp.torch;

namespace HunyuanVideo.Vae;

/// <summary>By what a convolution shrinks its input (strides), or by what the input is enlarged before (nearest neighbours).</summary>
/// <param name="Strides">Of the convolution.</param>
/// <param name="Enlargements">Repetitions of every row and column, and of every frame but the first, which stays one frame.</param>
/// <remarks>Source: spec vae §3.4, §3.5.</remarks>
internal sealed record Resampling((int Time, int Space) Strides, (int Time, int Space) Enlargements)
{
    public static Resampling None { get; } = new((1, 1), (1, 1));

    public static Resampling Down((int Time, int Space) factors) => new(factors, (1, 1));

    public static Resampling Up((int Time, int Space) factors) => new((1, 1), factors);

    /// <summary>Frames that come out for <paramref name="frames"/>.</summary>
    public long OutputFrames(long frames)
    {
        var enlarged = ((frames - 1) * Enlargements.Time) + 1;
        return (enlarged + Strides.Time - 1) / Strides.Time;
    }

    /// <summary>Frames <paramref name="first"/> … of the enlarged <paramref name="input"/>; the caller owns them.</summary>
    public Tensor Enlarge(Tensor input, long first, long count)
    {
        var (time, space) = Enlargements;
        var skipped = first + time - 1;         // in a clip whose first frame were repeated too
        var source = skipped / time;
        var sources = ((skipped + count - 1) / time) - source + 1;
        if ((time, space) == (1, 1))
        {
            return input.narrow(2, source, sources);
        }

        using var scope = NewDisposeScope();
        var (batch, channels, height, width) = (input.shape[0], input.shape[1], input.shape[3], input.shape[4]);
        return input.narrow(2, source, sources)
            .reshape(batch, channels, sources, 1, height, 1, width, 1)
            .expand(batch, channels, sources, time, height, space, width, space)
            .reshape(batch, channels, sources * time, height * space, width * space)
            .narrow(2, skipped - (source * time), count)
            .MoveToOuterDisposeScope();
    }
}
