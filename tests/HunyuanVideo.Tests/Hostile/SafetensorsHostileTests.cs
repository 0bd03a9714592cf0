using System.Text;
using CsCheck;
using HunyuanVideo.Tests.Weights;
using HunyuanVideo.Weights;

namespace HunyuanVideo.Tests.Hostile;

/// <summary>Damaged files end in an error of ours, without taking memory or time for what they only claim.</summary>
public sealed class SafetensorsHostileTests
{
    private const long MostBytes = 128L << 20;

    public static TheoryData<string> Valid => [.. PublishedFiles.Names("safetensors/", "accept")];

    [Theory]
    [MemberData(nameof(Valid))]
    public void Mutated_bytes_are_read_or_refused_but_never_crash(string name)
    {
        using var folder = new ScratchFolder();
        var valid = File.ReadAllBytes(PublishedFiles.PathOf(name));
        var mutations = Gen.Select(Gen.Int[0, valid.Length - 1], Gen.Byte).Array[1, 6];

        mutations.Sample(
            changes =>
            {
                var bytes = valid.ToArray();
                Array.ForEach(changes, change => bytes[change.Item1] = change.Item2);
                return ReadsOrRefuses(folder.Write("a.safetensors", bytes));
            },
            iter: 1000,
            threads: 1);
    }

    [Theory]
    [MemberData(nameof(Valid))]
    public void File_cut_anywhere_is_refused(string name)
    {
        using var folder = new ScratchFolder();
        var valid = File.ReadAllBytes(PublishedFiles.PathOf(name));

        Assert.All(
            Enumerable.Range(0, valid.Length),
            length => Assert.Throws<WeightFormatException>(() => SafetensorsFile.Open(folder.Write("a.safetensors", valid.AsSpan(0, length)))));
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[4611686018427387904],"data_offsets":[0,4]}}""")]
    [InlineData("""{"a":{"dtype":"U8","shape":[9223372036854775807],"data_offsets":[0,9223372036854775807]}}""")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1099511627776],"data_offsets":[0,1099511627776]}}""")]
    [InlineData("""{"a":{"dtype":"U8","shape":[0,9223372036854775807,3],"data_offsets":[0,0]}}""")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[9223372036854775806,9223372036854775807]}}""")]
    [InlineData("""{"a":{"dtype":"U8","shape":[18446744073709551617],"data_offsets":[0,1]}}""")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1e0],"data_offsets":[0,1]}}""")]
    [InlineData("""{"a":{"dtype":"U8","shape":[-0],"data_offsets":[0,0]}}""")]
    [InlineData("""{"a":{"dtype":"U8","shape":["1"],"data_offsets":[0,1]}}""")]
    [InlineData("""{"a":{"dtype":"U8","shape":{},"data_offsets":[0,1]}}""")]
    [InlineData("""{"a":{"dtype":1,"shape":[1],"data_offsets":[0,1]}}""")]
    [InlineData("""{"a":{"dtype":"\udc00","shape":[1],"data_offsets":[0,1]}}""")]
    [InlineData("""{"\ud800":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}""")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1],"\ud800":1}}""")]
    [InlineData("""{"__metadata__":{"a":"\ud800"},"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}""")]
    [InlineData("""{"__metadata__":[],"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}""")]
    [InlineData("{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]}}\n")]
    [InlineData("""{"a":{"dtype":"U8","shape":[NaN],"data_offsets":[0,1]}}""")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1,],"data_offsets":[0,1]}}""")]
    [InlineData("""{"a":/**/{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}""")]
    public void Absurd_claim_is_refused(string header)
    {
        using var folder = new ScratchFolder();
        var path = folder.WriteSafetensors("a.safetensors", header, [0]);

        Assert.Throws<WeightFormatException>(() => SafetensorsFile.Open(path));
    }

    [Fact]
    public void Header_that_claims_more_than_the_file_takes_no_memory()
    {
        using var folder = new ScratchFolder();
        var path = folder.Write("a.safetensors", [.. BitConverter.GetBytes(99_999_999L), .. "{\"a\":"u8]);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<WeightFormatException>(() => SafetensorsFile.Open(path));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void Message_quotes_little_of_a_hostile_name()
    {
        using var folder = new ScratchFolder();
        var name = "\\u001b[2J" + new string('x', 1_000_000);
        var path = folder.WriteSafetensors("a.safetensors", $$$"""{"{{{name}}}":{"dtype":"U8","shape":[2],"data_offsets":[0,1]}}""", [0]);

        var fault = Assert.Throws<WeightFormatException>(() => SafetensorsFile.Open(path));

        Assert.InRange(fault.Message.Length, 1, 1000);
        Assert.DoesNotContain('\u001b', fault.Message);
    }

    [Fact]
    public void Many_entries_are_read_in_bounded_memory()
    {
        using var folder = new ScratchFolder();
        var header = new StringBuilder("{");
        for (var i = 0; i < 50_000; i++)
        {
            header.Append(System.Globalization.CultureInfo.InvariantCulture, $$$"""{{{(i == 0 ? "" : ",")}}}"{{{i}}}":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}""");
        }

        var path = folder.WriteSafetensors("a.safetensors", header.Append('}').ToString(), []);
        var before = GC.GetAllocatedBytesForCurrentThread();

        using var file = SafetensorsFile.Open(path);

        Assert.Equal(50_000, file.Keys.Count);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostBytes);
    }

    [Fact]
    public void Index_with_mutated_bytes_is_read_or_refused_but_never_crashes()
    {
        using var folder = new ScratchFolder();
        var shards = Directory.GetFiles(PublishedFiles.PathOf("sharded/ok"), "*.safetensors");
        Array.ForEach(shards, shard => folder.Write(Path.GetFileName(shard), File.ReadAllBytes(shard)));
        var valid = File.ReadAllBytes(PublishedFiles.PathOf("sharded/ok/model.safetensors.index.json"));

        Gen.Select(Gen.Int[0, valid.Length - 1], Gen.Byte).Array[1, 4].Sample(
            changes =>
            {
                var bytes = valid.ToArray();
                Array.ForEach(changes, change => bytes[change.Item1] = change.Item2);
                return ReadsOrRefuses(folder.Write("model.safetensors.index.json", bytes));
            },
            iter: 1000,
            threads: 1);
    }

    /// <summary>Reads every tensor; true unless something other than an error of ours comes out.</summary>
    private static bool ReadsOrRefuses(string path)
    {
        try
        {
            using var source = WeightFolder.Open(path);
            foreach (var key in source.Keys.Where(key => source.ElementTypeOf(key).IsWeight))
            {
                using var values = source.ReadAsFloat32(key);
                _ = values.numel();
            }

            return true;
        }
        catch (InputException)
        {
            return true;
        }
    }
}
