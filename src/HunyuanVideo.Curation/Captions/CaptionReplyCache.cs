using System.Security.Cryptography;
using System.Text;

namespace HunyuanVideo.Curation.Captions;

/// <summary>Replies of services, kept by clip, prompt and model. Source: spec curation §8, §15.</summary>
/// <param name="folder">Where they lie; made on first use.</param>
public sealed class CaptionReplyCache(string folder)
{
    private const int FanDigits = 2;

    /// <summary>The kept reply, or null.</summary>
    /// <param name="clipId">The clip.</param>
    /// <param name="prompt">All that was asked in words.</param>
    /// <param name="model">The model.</param>
    public string? Find(string clipId, string prompt, string model)
    {
        var path = PathOf(clipId, prompt, model);
        return File.Exists(path) ? File.ReadAllText(path, Encoding.UTF8) : null;
    }

    /// <summary>Keeps a reply: written beside and renamed.</summary>
    public void Keep(string clipId, string prompt, string model, string reply)
    {
        var path = PathOf(clipId, prompt, model);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var partial = $"{path}.{Guid.NewGuid():N}.tmp";
        File.WriteAllText(partial, reply, Encoding.UTF8);
        File.Move(partial, path, overwrite: true);
    }

    /// <summary>Forgets all replies of a clip.</summary>
    /// <returns>Whether there were any.</returns>
    public bool Delete(string clipId)
    {
        var place = FolderOf(clipId);
        var exists = Directory.Exists(place);
        if (exists)
        {
            Directory.Delete(place, recursive: true);
        }

        return exists;
    }

    private string PathOf(string clipId, string prompt, string model) => Path.Join(FolderOf(clipId), Hash(prompt + '\0' + model) + ".txt");

    private string FolderOf(string clipId)
    {
        ArgumentNullException.ThrowIfNull(clipId);
        if (clipId.Length <= FanDigits || !clipId.All(char.IsAsciiHexDigitLower))
        {
            throw new InputException($"'{clipId}' is no clip id; it has lower-case hexadecimal digits.");
        }

        return Path.Join(folder, clipId[..FanDigits], clipId);
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
