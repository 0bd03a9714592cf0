using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using HunyuanVideo.Curation.Frames;

namespace HunyuanVideo.Curation.Motion;

/// <summary>Sum of absolute differences of two 8×8 blocks, exact whatever the instruction set.</summary>
internal static class BlockSad
{
    /// <summary>Rows and columns of a block.</summary>
    public const int Side = 8;

    /// <summary>Of the block at (x, y) of <paramref name="a"/> and the one at (u, v) of <paramref name="b"/>; both lie inside.</summary>
    public static int Of(LumaPlane a, int x, int y, LumaPlane b, int u, int v)
    {
        ref var left = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(a.Pixels), (y * a.Width) + x);
        ref var right = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(b.Pixels), (v * b.Width) + u);
        return Sse2.IsSupported ? Wide(ref left, a.Width, ref right, b.Width) : Plain(ref left, a.Width, ref right, b.Width);
    }

    private static int Wide(ref byte left, int leftStride, ref byte right, int rightStride)
    {
        var sum = Vector128<ushort>.Zero;
        for (var row = 0; row < Side; row += 2)
        {
            var a = Vector128.Create(Eight(ref left, row * leftStride), Eight(ref left, (row + 1) * leftStride)).AsByte();
            var b = Vector128.Create(Eight(ref right, row * rightStride), Eight(ref right, (row + 1) * rightStride)).AsByte();
            sum += Sse2.SumAbsoluteDifferences(a, b);
        }

        return sum[0] + sum[4];
    }

    private static ulong Eight(ref byte start, int offset) => Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, offset));

    private static int Plain(ref byte left, int leftStride, ref byte right, int rightStride)
    {
        var sum = 0;
        for (var row = 0; row < Side; row++)
        {
            for (var column = 0; column < Side; column++)
            {
                sum += Math.Abs(Unsafe.Add(ref left, (row * leftStride) + column) - Unsafe.Add(ref right, (row * rightStride) + column));
            }
        }

        return sum;
    }
}
