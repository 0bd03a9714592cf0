using System.Buffers.Binary;
using System.Text;

namespace HunyuanVideo.Tests.Weights;

/// <summary>A folder of its own for one test, removed with everything in it.</summary>
internal sealed class ScratchFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("hyvideo-test-").FullName;

    public string Join(params string[] parts) => System.IO.Path.Join([Path, .. parts]);

    /// <summary>Writes bytes and returns their path.</summary>
    public string Write(string name, ReadOnlySpan<byte> bytes)
    {
        File.WriteAllBytes(Join(name), bytes);
        return Join(name);
    }

    /// <summary>Writes a safetensors file from a header in JSON and the data behind it, unchecked.</summary>
    public string WriteSafetensors(string name, string header, ReadOnlySpan<byte> data) => Write(name, Safetensors(header, data));

    public static byte[] Safetensors(string header, ReadOnlySpan<byte> data)
    {
        var json = Encoding.UTF8.GetBytes(header);
        var file = new byte[8 + json.Length + data.Length];
        BinaryPrimitives.WriteInt64LittleEndian(file, json.Length);
        json.CopyTo(file, 8);
        data.CopyTo(file.AsSpan(8 + json.Length));
        return file;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
