using HunyuanVideo.Weights;
using static TorchSharp.torch;

namespace HunyuanVideo.Tests.Weights;

public sealed class SafetensorsFileTests
{
    /// <summary>Words of the message that only the check of each code says.</summary>
    private static readonly Dictionary<string, string[]> Words = new(StringComparer.Ordinal)
    {
        ["st-short"] = ["shorter than 8 bytes", "is empty"],
        ["st-header-long"] = ["more than 100000000"],
        ["st-header-truncated"] = ["but the file ends after"],
        ["st-json"] = ["not a JSON object", "not valid JSON"],
        ["st-duplicate"] = ["Duplicate"],
        ["st-entry"] = ["lacks dtype, shape or data_offsets", "no plain integer", "data_offsets instead of 2"],
        ["st-metadata"] = ["is not a string"],
        ["st-dtype"] = ["which is not known"],
        ["st-shape"] = ["axes, more than 8", "more bytes than"],
        ["st-size"] = ["needs"],
        ["st-overlap"] = ["overlaps"],
        ["st-gap"] = ["leaves a gap"],
        ["st-bounds"] = ["bytes early"],
        ["st-trailing"] = ["follow the last tensor"],
    };

    public static TheoryData<string> Accepted => [.. PublishedFiles.Names("safetensors/", "accept")];

    public static TheoryData<string> Refused => [.. PublishedFiles.Names("safetensors/", "refuse")];

    [Theory]
    [MemberData(nameof(Accepted))]
    public void Valid_file_gives_every_tensor_exactly(string name)
    {
        using var file = SafetensorsFile.Open(PublishedFiles.PathOf(name));

        PublishedFiles.AssertHolds(PublishedFiles.Tensors(name), file);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void Defect_is_refused_by_the_check_made_for_it(string name)
    {
        var code = PublishedFiles.Expected(name).GetProperty("code").GetString()!;

        var fault = Assert.Throws<WeightFormatException>(() => SafetensorsFile.Open(PublishedFiles.PathOf(name)));

        Assert.Contains(Words[code], words => fault.Message.Contains(words, StringComparison.Ordinal));
        Assert.StartsWith(PublishedFiles.PathOf(name), fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Metadata_and_element_types_are_those_of_the_header()
    {
        const string Name = "safetensors/ok-dtypes.safetensors";
        var expected = PublishedFiles.Expected(Name);

        using var file = SafetensorsFile.Open(PublishedFiles.PathOf(Name));

        Assert.Equal(expected.GetProperty("metadata").EnumerateObject().ToDictionary(item => item.Name, item => item.Value.GetString()!), file.Metadata);
        Assert.Equal(
            expected.GetProperty("dtypes").EnumerateObject().ToDictionary(item => item.Name, item => item.Value.GetString()!),
            file.Entries.ToDictionary(entry => entry.Key, entry => entry.Type.Name));
    }

    [Theory]
    [InlineData("C64", 8)]
    [InlineData("F8_E8M0", 1)]
    [InlineData("F8_E4M3FNUZ", 1)]
    [InlineData("F8_E5M2FNUZ", 1)]
    [InlineData("F6_E2M3", 3)]
    [InlineData("F6_E3M2", 3)]
    [InlineData("F4", 1)]
    public void Type_known_by_name_is_listed_but_refused_as_a_weight(string type, int bytes)
    {
        using var folder = new ScratchFolder();
        var count = bytes * 8 / ElementType.Find(type)!.Bits;
        var path = folder.WriteSafetensors(
            "a.safetensors", $$$"""{"a":{"dtype":"{{{type}}}","shape":[{{{count}}}],"data_offsets":[0,{{{bytes}}}]}}""", new byte[bytes]);

        using var file = SafetensorsFile.Open(path);

        Assert.Equal(type, file.ElementTypeOf("a").Name);
        Assert.Contains("not supported for weights", Assert.Throws<WeightFormatException>(() => file.Map("a")).Message, StringComparison.Ordinal);
        Assert.Contains("not supported for weights", Assert.Throws<WeightFormatException>(() => file.ReadAsFloat32("a")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Elements_that_do_not_fill_a_byte_are_refused()
    {
        using var folder = new ScratchFolder();
        var path = folder.WriteSafetensors("a.safetensors", """{"a":{"dtype":"F4","shape":[3],"data_offsets":[0,1]}}""", [0]);

        var fault = Assert.Throws<WeightFormatException>(() => SafetensorsFile.Open(path));

        Assert.Contains("does not fill whole bytes", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Unsigned_types_are_read_rounded_to_nearest()
    {
        using var folder = new ScratchFolder();
        byte[] data = [.. BitConverter.GetBytes(ushort.MaxValue), .. BitConverter.GetBytes(16777217u), .. BitConverter.GetBytes(uint.MaxValue), .. BitConverter.GetBytes(ulong.MaxValue)];
        var path = folder.WriteSafetensors(
            "a.safetensors",
            """
            {"u16":{"dtype":"U16","shape":[1],"data_offsets":[0,2]},"u32":{"dtype":"U32","shape":[2],"data_offsets":[2,10]},
             "u64":{"dtype":"U64","shape":[1],"data_offsets":[10,18]}}
            """,
            data);
        using var file = SafetensorsFile.Open(path);

        using var u16 = file.ReadAsFloat32("u16");
        using var u32 = file.ReadAsFloat32("u32");
        using var u64 = file.ReadAsFloat32("u64");

        Assert.Equal(65535f, u16.data<float>()[0]);
        Assert.Equal([16777216f, 4294967296f], u32.data<float>());
        Assert.Equal(18446744073709551616f, u64.data<float>()[0]);
    }

    [Fact]
    public void Type_that_libtorch_lacks_is_not_mapped_but_its_codes_are()
    {
        using var file = SafetensorsFile.Open(PublishedFiles.PathOf("safetensors/ok-dtypes.safetensors"));

        using var codes = file.MapCodes("d");

        Assert.Equal(ScalarType.Byte, codes.dtype);
        Assert.Equal([4L, 4L], codes.shape);
        Assert.Contains("read it as float32", Assert.Throws<WeightFormatException>(() => file.Map("d")).Message, StringComparison.Ordinal);
        Assert.Throws<WeightFormatException>(() => file.MapCodes("a"));
    }

    [Fact]
    public void Any_byte_but_zero_is_true()
    {
        using var folder = new ScratchFolder();
        var path = folder.WriteSafetensors("a.safetensors", """{"a":{"dtype":"BOOL","shape":[4],"data_offsets":[0,4]}}""", [0, 1, 2, 255]);
        using var file = SafetensorsFile.Open(path);

        using var flags = file.Map("a");
        using var values = file.ReadAsFloat32("a");

        Assert.Equal([false, true, true, true], flags.data<bool>());
        Assert.Equal([0f, 1f, 1f, 1f], values.data<float>());
    }

    [Fact]
    public void Writing_to_a_mapped_tensor_does_not_reach_the_file()
    {
        using var folder = new ScratchFolder();
        var path = folder.WriteSafetensors("a.safetensors", """{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}} """, [1, 2]);
        var before = File.ReadAllBytes(path);
        using var file = SafetensorsFile.Open(path);

        using var tensor = file.Map("a");
        tensor.fill_(9);

        Assert.Equal<byte>([9, 9], tensor.data<byte>().ToArray());
        Assert.Equal(before, File.ReadAllBytes(path));
    }

    [Fact]
    public void Mapped_tensor_outlives_its_file()
    {
        Tensor tensor;
        using (var file = SafetensorsFile.Open(PublishedFiles.PathOf("safetensors/ok-extra-member.safetensors")))
        {
            tensor = file.Map("a");
        }

        using (tensor)
        {
            Assert.Equal(1.5f, tensor.data<float>()[0]);
        }
    }

    [Fact]
    public void File_larger_than_the_memory_is_mapped_and_read_behind_2_gib()
    {
        using var folder = new ScratchFolder();
        var bytes = 1L << 40;
        var path = folder.WriteSafetensors("huge.safetensors", Aligned($$$"""{"a":{"dtype":"F32","shape":[{{{bytes / 4}}}],"data_offsets":[0,{{{bytes}}}]}}"""), []);
        using (var stream = new FileStream(path, FileMode.Open))
        {
            var start = stream.Length;
            stream.SetLength(start + bytes);   // sparse: takes no room on the disk
            stream.Seek(-4, SeekOrigin.End);
            stream.Write(BitConverter.GetBytes(2.5f));
        }

        using var file = SafetensorsFile.Open(path);
        using var tensor = file.Map("a");
        using var last = tensor[^1];

        Assert.Equal(bytes / 4, tensor.numel());
        Assert.Equal(2.5f, last.item<float>());
    }

    [Fact]
    public void Float8_tensor_of_several_chunks_is_converted_to_its_end()
    {
        using var folder = new ScratchFolder();
        const int Count = (1 << 24) + 5;
        var codes = new byte[Count];
        (codes[0], codes[^6], codes[^1]) = (0x38, 0x40, 0xB8);
        var path = folder.WriteSafetensors("a.safetensors", $$$"""{"a":{"dtype":"F8_E4M3","shape":[{{{Count}}}],"data_offsets":[0,{{{Count}}}]}}""", codes);
        using var file = SafetensorsFile.Open(path);

        using var values = file.ReadAsFloat32("a");

        Assert.Equal([1f, 2f, -1f], new[] { 0, Count - 6, Count - 1 }.Select(i => values.data<float>()[i]));
        Assert.Equal(2f, values.sum().item<float>());
    }

    [Fact]
    public void Missing_file_and_folder_are_input_faults()
    {
        using var folder = new ScratchFolder();

        Assert.Throws<InputException>(() => SafetensorsFile.Open(folder.Join("absent.safetensors")));
        Assert.Throws<InputException>(() => SafetensorsFile.Open(folder.Path));
    }

    [Theory]
    [InlineData("PK\u0003\u0004 and a torch archive", "zip")]
    [InlineData("GGUF\u0003\0\0\0........", "GGUF")]
    [InlineData("version https://git-lfs.github.com/spec/v1", "Git LFS pointer")]
    [InlineData("<!DOCTYPE html><html></html>", "web page")]
    public void Other_kind_of_file_is_called_by_its_name(string content, string name)
    {
        using var folder = new ScratchFolder();
        var path = folder.Write("a.safetensors", System.Text.Encoding.Latin1.GetBytes(content));

        var fault = Assert.Throws<WeightFormatException>(() => SafetensorsFile.Open(path));

        Assert.Contains(name, fault.Message, StringComparison.Ordinal);
    }

    /// <summary>Pads a header so that the data behind it begin at a multiple of 8.</summary>
    private static string Aligned(string header) => header.PadRight((header.Length + 7) / 8 * 8);
}
