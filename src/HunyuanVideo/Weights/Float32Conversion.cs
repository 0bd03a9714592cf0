using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace HunyuanVideo.Weights;

/// <summary>Values of the element types that libtorch for .NET lacks, as float32. Source: spec layouts §2.1, §5.</summary>
internal static class Float32Conversion
{
    private static readonly float[] E4M3 = Table(ValueOfE4M3);
    private static readonly float[] E5M2 = Table(ValueOfE5M2);

    /// <summary>Converts as many elements as <paramref name="values"/> holds.</summary>
    public static void Convert(ElementType type, ReadOnlySpan<byte> stored, Span<float> values)
    {
        switch (type.Name)
        {
            case "F8_E4M3":
                LookUp(E4M3, stored, values);
                break;
            case "F8_E5M2":
                LookUp(E5M2, stored, values);
                break;
            case "U16":
                for (var i = 0; i < values.Length; i++)
                {
                    values[i] = BinaryPrimitives.ReadUInt16LittleEndian(stored[(2 * i)..]);
                }

                break;
            case "U32":
                for (var i = 0; i < values.Length; i++)
                {
                    values[i] = BinaryPrimitives.ReadUInt32LittleEndian(stored[(4 * i)..]);
                }

                break;
            case "U64":
                for (var i = 0; i < values.Length; i++)
                {
                    values[i] = BinaryPrimitives.ReadUInt64LittleEndian(stored[(8 * i)..]);
                }

                break;
            default:
                throw new ArgumentException($"{type.Name} has no conversion of its own.", nameof(type));
        }
    }

    private static void LookUp(float[] table, ReadOnlySpan<byte> stored, Span<float> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = table[stored[i]];
        }
    }

    private static float[] Table(Func<byte, float> valueOf) => [.. Enumerable.Range(0, 256).Select(code => valueOf((byte)code))];

    /// <summary>Sign, 4 exponent bits with bias 7, 3 fraction bits; no infinity, NaN only at 0x7F and 0xFF.</summary>
    private static float ValueOfE4M3(byte code)
    {
        var exponent = (code >> 3) & 15;
        var significand = exponent == 0 ? code & 7 : (code & 7) | 8;
        var magnitude = (code & 0x7F) == 0x7F ? float.NaN : MathF.ScaleB(significand, Math.Max(exponent, 1) - 10);
        return (code & 0x80) == 0 ? magnitude : -magnitude;
    }

    /// <summary>Sign, 5 exponent bits with bias 15, 2 fraction bits: the upper byte of an IEEE half.</summary>
    private static float ValueOfE5M2(byte code) => (float)Unsafe.BitCast<ushort, Half>((ushort)(code << 8));
}
