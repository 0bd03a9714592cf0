using System.Text;

namespace HunyuanVideo.Random;

/// <summary>
/// Philox-4x32-10: a counter-based generator. The same (seed, stream, position) gives the same number on every
/// machine and with any number of threads, so nothing has to be saved to resume a run.
/// </summary>
/// <remarks>
/// Key = seed (low word first), counter = position (low two words) and stream (high two words). Normals are
/// Box–Muller in double, rounded once to float32. Source: Salmon et al., SC 2011; spec product §5.
/// </remarks>
public sealed class Philox
{
    private const uint MultiplierA = 0xD2511F53;
    private const uint MultiplierB = 0xCD9E8D57;
    private const uint WeylA = 0x9E3779B9;
    private const uint WeylB = 0xBB67AE85;
    private const int Rounds = 10;

    private readonly ulong _seed;
    private readonly ulong _stream;
    private readonly uint[] _words = new uint[4];
    private ulong _block;
    private int _used = 4;
    private double _spareNormal;
    private bool _hasSpareNormal;

    /// <param name="seed">What the user calls the seed.</param>
    /// <param name="stream">Independent sequence of this seed; see <see cref="For"/>.</param>
    public Philox(ulong seed, ulong stream = 0)
    {
        _seed = seed;
        _stream = stream;
    }

    /// <summary>The sequence of <paramref name="seed"/> for one purpose and its indices (epoch, sample, step …).</summary>
    public static Philox For(ulong seed, string purpose, params ReadOnlySpan<ulong> indices)
    {
        ArgumentNullException.ThrowIfNull(purpose);
        var stream = Fnv1a(Encoding.UTF8.GetBytes(purpose));
        foreach (var index in indices)
        {
            stream = Mix(stream ^ Mix(index + 0x9E3779B97F4A7C15));
        }

        return new Philox(seed, stream);
    }

    /// <summary>One 128-bit output block of Philox-4x32-10, words in counter order.</summary>
    public static void Block(ReadOnlySpan<uint> counter, uint key0, uint key1, Span<uint> output)
    {
        var (a, b, c, d) = (counter[0], counter[1], counter[2], counter[3]);
        for (var round = 0; round < Rounds; round++)
        {
            var productA = (ulong)MultiplierA * a;
            var productB = (ulong)MultiplierB * c;
            (a, b, c, d) = ((uint)(productB >> 32) ^ b ^ key0, (uint)productB, (uint)(productA >> 32) ^ d ^ key1, (uint)productA);
            key0 += WeylA;
            key1 += WeylB;
        }

        (output[0], output[1], output[2], output[3]) = (a, b, c, d);
    }

    /// <summary>The next 32 random bits.</summary>
    public uint NextUInt32()
    {
        if (_used == 4)
        {
            Span<uint> counter = [(uint)_block, (uint)(_block >> 32), (uint)_stream, (uint)(_stream >> 32)];
            Block(counter, (uint)_seed, (uint)(_seed >> 32), _words);
            _block++;
            _used = 0;
        }

        return _words[_used++];
    }

    /// <summary>Uniform in [0, 1), 53 random bits.</summary>
    public double NextUniform()
    {
        var low = NextUInt32();
        var high = NextUInt32();
        return ((((ulong)high << 32) | low) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>Uniform integer in [0, <paramref name="count"/>).</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is not positive.</exception>
    public int NextInt(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return (int)(((ulong)NextUInt32() * (uint)count) >> 32);
    }

    /// <summary>Standard normal, in double.</summary>
    public double NextNormal()
    {
        if (_hasSpareNormal)
        {
            _hasSpareNormal = false;
            return _spareNormal;
        }

        var radius = Math.Sqrt(-2 * PortableMath.Log(1 - NextUniform()));   // 1 − u lies in (0, 1]: the logarithm is finite
        var (sine, cosine) = PortableMath.SinCos(NextUniform());
        _spareNormal = radius * sine;
        _hasSpareNormal = true;
        return radius * cosine;
    }

    /// <summary>Fills <paramref name="values"/> with standard normals, each rounded once to float32.</summary>
    public void FillNormal(Span<float> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)NextNormal();
        }
    }

    private static ulong Fnv1a(ReadOnlySpan<byte> bytes)
    {
        var hash = 0xcbf29ce484222325;
        foreach (var value in bytes)
        {
            hash = (hash ^ value) * 0x100000001b3;
        }

        return hash;
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
