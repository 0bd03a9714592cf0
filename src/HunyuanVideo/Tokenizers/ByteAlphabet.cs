using System.Text;

namespace HunyuanVideo.Tokenizers;

/// <summary>The printable character that stands for each byte in byte-level vocabularies.</summary>
/// <remarks>Source: spec text-encoders §4.1.</remarks>
internal static class ByteAlphabet
{
    private const char FirstSubstitute = (char)256;

    private static readonly char[] Characters = CreateCharacters();
    private static readonly Dictionary<char, byte> Bytes =
        Enumerable.Range(0, 256).ToDictionary(value => Characters[value], value => (byte)value);

    /// <summary>All bytes in the order of published vocabularies: those that stand for themselves first.</summary>
    public static IEnumerable<byte> VocabularyOrder =>
        Enumerable.Range(0, 256).Select(value => (byte)value).OrderBy(value => Characters[value]);

    public static char Character(byte value) => Characters[value];

    /// <summary>Writes <paramref name="bytes"/> in the alphabet.</summary>
    public static string Write(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        foreach (var value in bytes)
        {
            text.Append(Characters[value]);
        }

        return text.ToString();
    }

    /// <summary>The bytes a token stands for; characters outside the alphabet give their UTF-8 bytes.</summary>
    public static byte[] Read(ReadOnlySpan<char> token)
    {
        var bytes = new List<byte>(token.Length);
        var encoded = new byte[4];
        foreach (var rune in token.EnumerateRunes())
        {
            if (rune.IsBmp && Bytes.TryGetValue((char)rune.Value, out var value))
            {
                bytes.Add(value);
            }
            else
            {
                bytes.AddRange(encoded.AsSpan(0, rune.EncodeToUtf8(encoded)));
            }
        }

        return [.. bytes];
    }

    private static char[] CreateCharacters()
    {
        var substitute = FirstSubstitute;
        var characters = new char[256];
        for (var value = 0; value < 256; value++)
        {
            var standsForItself = value is (>= 33 and <= 126) or (>= 161 and <= 172) or >= 174;
            characters[value] = standsForItself ? (char)value : substitute++;
        }

        return characters;
    }
}
