using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Policies;

/// <summary>Reads and writes policy files. Everything unknown is an error that offers the nearest names.</summary>
public static class PolicyReader
{
    private const int HashDigits = 16;
    private const long MostBytes = 1 << 20;

    /// <summary>Reads one file.</summary>
    /// <exception cref="InputException">Missing, no JSON, or unknown keys, rules without sense; all faults are named together.</exception>
    public static Policy ReadFile(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw new InputException($"{OneLine.Text(path)}: {(Directory.Exists(path) ? "is a folder; name a policy file" : "no such policy file; check the path")}.");
        }

        return file.Length <= MostBytes
            ? Parse(File.ReadAllText(path), OneLine.Text(path))
            : throw new InputException($"{OneLine.Text(path)}: a policy of {file.Length} bytes is beyond the 1 MiB that is read; give a policy file.");
    }

    /// <summary>Reads every <c>*.json</c> of a folder, in ordinal order of names, and sorts them so that a set comes after the one it is taken from.</summary>
    /// <exception cref="InputException">A file is wrong, two have one name, or a chain of <c>from</c> is broken.</exception>
    public static IReadOnlyList<Policy> ReadFolder(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new InputException($"{folder}: no such folder of policies; check the path.");
        }

        return PolicyLadder.Order([.. Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(ReadFile)]);
    }

    /// <summary>Reads the text of a policy.</summary>
    /// <param name="json">The text.</param>
    /// <param name="place">What messages name.</param>
    /// <exception cref="InputException">See <see cref="ReadFile"/>.</exception>
    public static Policy Parse(string json, string place)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (string.IsNullOrWhiteSpace(json))
        {
            throw new InputException($"{place}: is empty; give a policy file.");
        }

        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
            Require(place, StrictKeys.Faults(document.RootElement, typeof(Policy)));
            var policy = document.RootElement.Deserialize<Policy>(PolicyJson.Options) ?? throw new InputException($"{place}: holds null instead of a policy.");
            Require(place, [.. PolicyCheck.Faults(policy)]);
            return policy;
        }
        catch (JsonException fault)
        {
            throw new InputException($"{place}: is no valid policy: {Cause(fault)}.", fault);
        }
    }

    /// <summary>What a fault says, without names of this program's types.</summary>
    private static string Cause(JsonException fault)
    {
        const string Lacking = "including: ";
        return fault.Message.IndexOf(Lacking, StringComparison.Ordinal) is >= 0 and var start
                ? $"it lacks {fault.Message[(start + Lacking.Length)..].Replace("'", "", StringComparison.Ordinal).TrimEnd('.')}"
            : fault.Path is "$" ? "it is no object of keys"
            : fault.Path is ['$', '.', .. var place] ? $"{place} is of another kind than it should be"
            : $"line {fault.LineNumber + 1}: {fault.Message.Split(". ")[0].TrimEnd('.')}";
    }

    /// <summary>The policy as a file.</summary>
    public static string Write(Policy policy) => JsonSerializer.Serialize(policy, PolicyJson.Options) + "\n";

    /// <summary>First 16 hexadecimal digits of SHA-256 over a policy and those it is taken from.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="ladder">Where the sets named by <c>from</c> are found.</param>
    public static string Hash(Policy policy, IReadOnlyList<Policy> ladder)
    {
        var chain = PolicyLadder.ChainOf(policy, ladder).Select(link => JsonSerializer.Serialize(link, PolicyJson.Canonical));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', chain))))[..HashDigits];
    }

    private static void Require(string place, IReadOnlyList<string> faults)
    {
        if (faults.Count > 0)
        {
            throw new InputException($"{place}: {string.Join(" Also: ", faults)}");
        }
    }
}
