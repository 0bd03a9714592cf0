using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace HunyuanVideo.Pipelines;

/// <summary>The machine's processor as records and <c>doctor</c> name it.</summary>
public static class Processor
{
    /// <summary>Vector instructions that choose libtorch's kernels, for example <c>avx2 avx512 avx512-bf16</c>.</summary>
    public static string Instructions { get; } = string.Join(' ', new[]
    {
        (Name: "avx2", Present: Avx2.IsSupported),
        (Name: "fma", Present: Fma.IsSupported),
        (Name: "avx512", Present: Avx512F.IsSupported),
        (Name: "avx512-bf16", Present: HasFlag("avx512_bf16")),
        (Name: "amx-bf16", Present: HasFlag("amx_bf16")),
    }.Where(item => item.Present).Select(item => item.Name));

    /// <summary>Architecture, maker's name where the system tells it, and instructions.</summary>
    public static string Description { get; } = $"{RuntimeInformation.ProcessArchitecture} {CpuInfo("model name") ?? "processor"} ({Instructions})";

    private static bool HasFlag(string flag) => CpuInfo("flags")?.Split(' ').Contains(flag, StringComparer.Ordinal) == true;

    private static string? CpuInfo(string field)
    {
        const string Path = "/proc/cpuinfo";
        return File.Exists(Path)
            ? File.ReadLines(Path)
                .Where(line => line.StartsWith(field, StringComparison.Ordinal) && line.Contains(':', StringComparison.Ordinal))
                .Select(line => line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim())
                .FirstOrDefault()
            : null;
    }
}
