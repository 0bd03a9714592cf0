namespace HunyuanVideo.Curation.Audio;

/// <summary>Power spectra of real sound. One instance works for one thread at a time.</summary>
internal sealed class RealFourier
{
    private readonly int _half;
    private readonly float[] _window;
    private readonly double[] _cosine;   // of 2πk/size
    private readonly double[] _sine;
    private readonly int[] _reversed;
    private readonly double[] _real;
    private readonly double[] _imaginary;

    /// <param name="size">Samples of a transform, a power of two.</param>
    /// <param name="windowSamples">Samples under the Hann window, at most <paramref name="size"/>.</param>
    public RealFourier(int size, int windowSamples)
    {
        if (size < 4 || (size & (size - 1)) != 0 || windowSamples < 1 || windowSamples > size)
        {
            throw new InputException($"a transform of {size} samples under a window of {windowSamples} is not possible; use a power of two and a window within it.");
        }

        _half = size / 2;
        _window = [.. Enumerable.Range(0, windowSamples).Select(i => (float)(0.5 - (0.5 * Math.Cos(2 * Math.PI * (i + 0.5) / windowSamples))))];
        _cosine = [.. Enumerable.Range(0, _half).Select(i => Math.Cos(2 * Math.PI * i / size))];
        _sine = [.. Enumerable.Range(0, _half).Select(i => Math.Sin(2 * Math.PI * i / size))];
        var bits = int.Log2(_half);
        _reversed = [.. Enumerable.Range(0, _half).Select(i => Reverse(i, bits))];
        _real = new double[_half];
        _imaginary = new double[_half];
    }

    /// <summary>Bins of a spectrum: size / 2 + 1.</summary>
    public int Bins => _half + 1;

    /// <summary>Squared magnitude of each bin of the windowed samples; samples that are missing count as silence.</summary>
    public void Power(ReadOnlySpan<float> samples, Span<float> power)
    {
        Load(samples[..Math.Min(samples.Length, _window.Length)]);
        Transform();
        for (var k = 0; k <= _half; k++)
        {
            power[k] = (float)BinPower(k);
        }
    }

    private static int Reverse(int value, int bits)
    {
        var reversed = 0;
        for (var bit = 0; bit < bits; bit++)
        {
            reversed |= ((value >> bit) & 1) << (bits - 1 - bit);
        }

        return reversed;
    }

    // Even samples become the real part, odd ones the imaginary part: half the work of a complex transform.
    private void Load(ReadOnlySpan<float> samples)
    {
        for (var i = 0; i < _half; i++)
        {
            var to = _reversed[i];
            _real[to] = 2 * i < samples.Length ? samples[2 * i] * _window[2 * i] : 0;
            _imaginary[to] = (2 * i) + 1 < samples.Length ? samples[(2 * i) + 1] * _window[(2 * i) + 1] : 0;
        }
    }

    private void Transform()
    {
        for (var length = 1; length < _half; length *= 2)
        {
            var stride = _half / length;   // of the table for 2·half points: angle π·j/length
            for (var start = 0; start < _half; start += 2 * length)
            {
                Butterflies(start, length, stride);
            }
        }
    }

    private void Butterflies(int start, int length, int stride)
    {
        for (var j = 0; j < length; j++)
        {
            var (cosine, sine) = (_cosine[j * stride], -_sine[j * stride]);
            var (a, b) = (start + j, start + j + length);
            var real = (_real[b] * cosine) - (_imaginary[b] * sine);
            var imaginary = (_real[b] * sine) + (_imaginary[b] * cosine);
            (_real[b], _imaginary[b]) = (_real[a] - real, _imaginary[a] - imaginary);
            (_real[a], _imaginary[a]) = (_real[a] + real, _imaginary[a] + imaginary);
        }
    }

    private double BinPower(int k)
    {
        var (i, j) = (k % _half, (_half - k) % _half);
        var (evenReal, evenImaginary) = ((_real[i] + _real[j]) / 2, (_imaginary[i] - _imaginary[j]) / 2);
        var (oddReal, oddImaginary) = ((_imaginary[i] + _imaginary[j]) / 2, (_real[j] - _real[i]) / 2);
        var (cosine, sine) = k == _half ? (-1.0, 0.0) : (_cosine[k], -_sine[k]);
        var real = evenReal + (oddReal * cosine) - (oddImaginary * sine);
        var imaginary = evenImaginary + (oddReal * sine) + (oddImaginary * cosine);
        return (real * real) + (imaginary * imaginary);
    }
}
