using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace HunyuanVideo.Curation.Units;

/// <summary>Identities that depend on content alone. Source: spec curation §2.</summary>
public static class CurationIds
{
    private const int ClipDigits = 32;

    /// <summary>Identity of the clip of frames <paramref name="first"/> to <paramref name="last"/> (both inside) of a source.</summary>
    public static string Clip(string sourceId, int first, int last)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"clip\n{sourceId}\n{first}\n{last}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..ClipDigits];
    }

    /// <summary>Identity of a source: SHA-256 of all its bytes, in lower-case hexadecimal digits.</summary>
    public static async Task<string> SourceAsync(Stream content, CancellationToken cancellationToken) =>
        Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken).ConfigureAwait(false));
}
