using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace HunyuanVideo.Tensors;

/// <summary>
/// A file mapped into memory, and tensors that lie over it without a copy. The map lives until this object and
/// every tensor made from it are disposed. Pages are private: writing to such a tensor never reaches the file.
/// </summary>
internal sealed unsafe partial class MappedMemory : IDisposable
{
    private static readonly ConcurrentDictionary<nint, Lease> Leases = new();

    private readonly PrivatePages _pages;
    private int _owners = 1;
    private bool _disposed;

    private MappedMemory(PrivatePages pages) => _pages = pages;

    /// <summary>Bytes of the file.</summary>
    public long Length => _pages.Length;

    /// <summary>Maps <paramref name="path"/>, which must not be empty.</summary>
    /// <exception cref="IOException">The file is absent or cannot be mapped.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static MappedMemory Open(string path) => new(PrivatePages.Map(path));

    /// <summary>At most 2 GiB of the file as a span, for headers and copies; valid while this object lives.</summary>
    public ReadOnlySpan<byte> Span(long offset, int length)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        Check(offset, length);
        return new ReadOnlySpan<byte>(_pages.Start + offset, length);
    }

    /// <summary>A tensor over the file's own bytes; the caller owns it. Unaligned data are copied instead.</summary>
    public Tensor Tensor(long offset, ReadOnlySpan<long> shape, ScalarType dtype)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var elementSize = dtype.ElementSize();
        long count = 1;
        foreach (var size in shape)
        {
            count = checked(count * size);
        }

        var bytes = checked(count * elementSize);
        Check(offset, bytes);
        if (count == 0)
        {
            return empty(shape.ToArray(), dtype);
        }

        var address = (nint)(_pages.Start + offset);
        return address % elementSize == 0 ? Over(address, shape, dtype) : Copy(address, bytes, shape, dtype);
    }

    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            Release();
        }
    }

    private Tensor Over(nint address, ReadOnlySpan<long> shape, ScalarType dtype)
    {
        RuntimeHelpers.RunClassConstructor(typeof(torch).TypeHandle);   // loads libtorch before our own call into it
        Interlocked.Increment(ref _owners);
        Leases.AddOrUpdate(address, _ => new Lease(this, 1), (_, lease) => lease with { Count = lease.Count + 1 });
        nint handle;
        fixed (long* sizes = shape)
        {
            handle = NewTensor(address, &ReleaseLease, (nint)sizes, shape.Length, (sbyte)dtype, (sbyte)dtype, 0, -1, 0);
        }

        if (handle == 0)
        {
            ReleaseLeaseOf(address);
            throw new InvalidOperationException("libtorch refused to build a tensor over mapped memory.");
        }

        return TorchSharp.torch.Tensor.UnsafeCreateTensor(handle);
    }

    private static Tensor Copy(nint address, long bytes, ReadOnlySpan<long> shape, ScalarType dtype)
    {
        using var scope = NewDisposeScope();
        var tensor = empty(shape.ToArray(), dtype);
        fixed (byte* target = tensor.flatten().narrow(0, 0, 1).bytes)
        {
            Buffer.MemoryCopy((void*)address, target, bytes, bytes);
        }

        return tensor.MoveToOuterDisposeScope();
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void ReleaseLease(nint address) => ReleaseLeaseOf(address);

    private static void ReleaseLeaseOf(nint address)
    {
        var lease = Leases.AddOrUpdate(address, _ => throw new InvalidOperationException("unknown lease"), (_, old) => old with { Count = old.Count - 1 });
        if (lease.Count == 0)
        {
            Leases.TryRemove(new KeyValuePair<nint, Lease>(address, lease));
        }

        lease.Memory.Release();
    }

    private void Release()
    {
        if (Interlocked.Decrement(ref _owners) == 0)
        {
            _pages.Dispose();
        }
    }

    private void Check(long offset, long length)
    {
        if (offset < 0 || length < 0 || offset > Length - length)
        {
            throw new ArgumentOutOfRangeException(nameof(offset), $"{length} bytes at {offset} lie outside a map of {Length} bytes.");
        }
    }

    [LibraryImport("LibTorchSharp", EntryPoint = "THSTensor_new")]
    private static partial nint NewTensor(
        nint data, delegate* unmanaged[Cdecl]<nint, void> release, nint sizes, int axes, sbyte dataType, sbyte dtype,
        int deviceType, int deviceIndex, byte requiresGrad);

    private sealed record Lease(MappedMemory Memory, int Count);
}
