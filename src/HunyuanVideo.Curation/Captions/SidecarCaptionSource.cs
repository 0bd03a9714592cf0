using System.Text;
using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Captions;

/// <summary>Captions that lie beside the film: <c>name.json</c> in the published form, else <c>name.txt</c> in plain words. Source: spec curation §8.</summary>
/// <param name="limits">Limits.</param>
public sealed class SidecarCaptionSource(CaptionLimits? limits = null) : ICaptionSource
{
    private readonly CaptionLimits _limits = limits ?? new();

    /// <inheritdoc/>
    public string Name => "sidecar";

    /// <inheritdoc/>
    public async Task<CaptionRow?> WriteAsync(CaptionRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.SourcePath is null)
        {
            return null;
        }

        // The language is whatever the owner of the film writes.
        var checks = new CaptionChecks { Facts = request.Facts, Language = null, Limits = _limits };
        foreach (var ending in new[] { ".json", ".txt" })
        {
            var file = new FileInfo(Path.ChangeExtension(request.SourcePath, ending));
            if (file.Exists && file.LinkTarget is null && !string.Equals(file.FullName, Path.GetFullPath(request.SourcePath), StringComparison.Ordinal))
            {
                return await ReadAsync(request.ClipId, file, ending == ".json", checks, cancellationToken).ConfigureAwait(false);
            }
        }

        return null;
    }

    private async Task<CaptionRow> ReadAsync(string clipId, FileInfo file, bool isJson, CaptionChecks checks, CancellationToken cancellationToken)
    {
        if (file.Length > _limits.MostCharacters)
        {
            var fault = new CaptionFault(CaptionFault.TooLarge, $"{file.Name} has {file.Length} bytes; at most {_limits.MostCharacters} are read.");
            return new() { ClipId = clipId, Source = Name, Json = "", Valid = false, Faults = fault.ToString() };
        }

        // A pipe is not opened: who opens one waits for ever.
        var text = FileLength.Of(file.FullName) is null ? "" : await File.ReadAllTextAsync(file.FullName, Encoding.UTF8, cancellationToken).ConfigureAwait(false);
        var reading = CaptionReader.Read(isJson ? text : Wrap(text), checks);
        return new() { ClipId = clipId, Source = Name, Json = reading.Caption?.ToJson() ?? text, Valid = reading.IsValid, Faults = reading.FaultText };
    }

    /// <summary>Plain words as a caption: the first sentence is the short one, and all of it the dense one if there is more.</summary>
    private string Wrap(string text)
    {
        var words = CaptionText.Single(CaptionText.Clean(text));
        if (CaptionWords.Count(words) <= _limits.MostShortWords)
        {
            return new Caption { Headline = words }.ToJson();
        }

        var end = words.IndexOf(". ", StringComparison.Ordinal);
        var first = end < 0 ? words : words[..(end + 1)];
        var taken = CaptionWords.Count(first) <= _limits.MostShortWords ? first : string.Join(' ', words.Split(' ').Take(_limits.MostShortWords));
        return new Caption { Headline = taken, Dense = words }.ToJson();
    }
}
