using System.Numerics;

namespace HunyuanVideo.Curation.Plugins;

/// <summary>Natural logarithms of energies in triangular bands that are even in mel (HTK): [1, 1, bands, windows].</summary>
internal static class MelSpectrogram
{
    public static OnnxTensor Of(float[] sound, AudioFormat format)
    {
        var windows = Math.Max(1, (sound.Length - format.Window) / format.Hop + 1);
        var bands = Bands(format);
        var values = new float[format.MelBands * windows];
        var spectrum = new Complex[format.FourierSize];
        Complex[] turns = [.. Enumerable.Range(0, format.FourierSize / 2).Select(i => Complex.FromPolarCoordinates(1, -2 * Math.PI * i / format.FourierSize))];
        double[] hann = [.. Enumerable.Range(0, format.Window).Select(i => 0.5 - 0.5 * Math.Cos(2 * Math.PI * i / format.Window))];
        for (var window = 0; window < windows; window++)
        {
            Array.Clear(spectrum);
            for (var i = 0; i < format.Window; i++)
            {
                spectrum[i] = window * format.Hop + i < sound.Length ? hann[i] * sound[window * format.Hop + i] : 0;
            }

            Transform(spectrum, turns);
            for (var band = 0; band < format.MelBands; band++)
            {
                var energy = 0.0;
                for (var bin = 0; bin < bands[band].Length; bin++)
                {
                    var (real, imaginary) = (spectrum[bin].Real, spectrum[bin].Imaginary);
                    energy += bands[band][bin] * (real * real + imaginary * imaginary);
                }

                values[band * windows + window] = (float)Math.Log(energy + format.Floor);
            }
        }

        return new OnnxTensor(values, [1, 1, format.MelBands, windows]);
    }

    private static double[][] Bands(AudioFormat format)
    {
        var (lowest, highest) = (Mel(format.LowestHz), Mel(format.HighestHz));
        double Edge(int i) => Hertz(lowest + (highest - lowest) * i / (format.MelBands + 1));
        return [.. Enumerable.Range(0, format.MelBands).Select(band => Enumerable.Range(0, format.FourierSize / 2 + 1).Select(bin =>
        {
            var frequency = (double)bin * format.SampleRate / format.FourierSize;
            var (low, middle, high) = (Edge(band), Edge(band + 1), Edge(band + 2));
            return Math.Max(0, Math.Min((frequency - low) / (middle - low), (high - frequency) / (high - middle)));
        }).ToArray())];
    }

    private static double Mel(double hertz) => 2595 * Math.Log10(1 + hertz / 700);

    private static double Hertz(double mel) => 700 * (Math.Pow(10, mel / 2595) - 1);

    /// <summary>Fourier transform in place; the length is a power of two.</summary>
    /// <param name="values">The sound; becomes its spectrum.</param>
    /// <param name="turns">Half a circle of unit vectors, clockwise, half as many as values.</param>
    private static void Transform(Complex[] values, Complex[] turns)
    {
        for (int i = 1, j = 0; i < values.Length; i++)
        {
            var bit = values.Length >> 1;
            for (; (j & bit) != 0; bit >>= 1)
            {
                j ^= bit;
            }

            j ^= bit;
            if (i < j)
            {
                (values[i], values[j]) = (values[j], values[i]);
            }
        }

        for (var length = 2; length <= values.Length; length <<= 1)
        {
            for (var start = 0; start < values.Length; start += length)
            {
                for (var i = 0; i < length / 2; i++)
                {
                    var turned = values[start + i + length / 2] * turns[i * (values.Length / length)];
                    (values[start + i], values[start + i + length / 2]) = (values[start + i] + turned, values[start + i] - turned);
                }
            }
        }
    }
}
