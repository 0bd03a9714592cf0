using System.Buffers;
using System.Numerics;
using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Plugins;

/// <summary>Rules that a <c>plugin.json</c> has to keep, beyond its being well formed.</summary>
internal static class PluginChecks
{
    private const int MostSide = 4096;
    private const int MostFrames = 512;
    private const int Colours = 3;
    private const int Sha256Digits = 64;
    private const int MostLevel = 65_536;
    private const double LeastStep = 1e-6;
    private const long MostNumbers = 1 << 26;       // 256 MiB of an input

    private static readonly DoverOptions DefaultDover = new();
    private static readonly YoloxOptions DefaultYolox = new();

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.");

    /// <summary>Everything that is wrong, each in a few words with its value.</summary>
    public static IEnumerable<string> Faults(PluginManifest manifest, PluginKind kind, PictureFormat picture, int mostNameCharacters) =>
        FaultsOfNames(manifest, kind, mostNameCharacters).Concat(FaultsOfPicture(kind, picture)).Concat(FaultsOfAudio(manifest, kind));

    private static IEnumerable<string> FaultsOfNames(PluginManifest manifest, PluginKind kind, int mostNameCharacters)
    {
        if (manifest.Name.Length is 0 || manifest.Name.Length > mostNameCharacters || manifest.Name.AsSpan().ContainsAnyExcept(NameCharacters) || manifest.Name == "look")
        {
            yield return $"name '{OneLine.Text(manifest.Name)}' must be 1 to {mostNameCharacters} letters, digits, -, _ or ., and not 'look'";
        }

        if (manifest.Version.Length is 0 || manifest.Version.Length > mostNameCharacters || manifest.Version.Any(char.IsControl))
        {
            yield return $"version must be 1 to {mostNameCharacters} characters, none of them a control character";
        }

        foreach (var (field, file) in new[] { ("model", manifest.Model), ("labels", manifest.Labels) })
        {
            if (file is not null && (file.Length == 0 || file != Path.GetFileName(file) || file.Contains('\\', StringComparison.Ordinal) || file.Contains(':', StringComparison.Ordinal) || file is "." or ".."))
            {
                yield return $"{field} '{OneLine.Text(file)}' must be the name of a file in the folder, without a path";
            }
        }

        if (manifest.Sha256 is { } hash && (hash.Length != Sha256Digits || !hash.All(char.IsAsciiHexDigit)))
        {
            yield return $"sha256 '{OneLine.Text(hash)}' must be {Sha256Digits} hexadecimal digits";
        }

        foreach (var name in manifest.Inputs.Keys.Except(kind.Inputs).Order(StringComparer.Ordinal))
        {
            yield return $"inputs '{OneLine.Text(name)}' is unknown to {kind.Name}, which has {string.Join(", ", kind.Inputs)}";
        }

        foreach (var name in manifest.Outputs.Keys.Except(kind.Outputs).Order(StringComparer.Ordinal))
        {
            yield return $"outputs '{OneLine.Text(name)}' is unknown to {kind.Name}, which has {string.Join(", ", kind.Outputs)}";
        }

        foreach (var (field, name) in manifest.Inputs.Select(pair => ("inputs." + pair.Key, pair.Value)).Concat(manifest.Outputs.Select(pair => ("outputs." + pair.Key, pair.Value))).Where(pair => pair.Value.Length == 0))
        {
            yield return $"{OneLine.Text(field)} is empty; give the model's name of it or leave it out";
        }

        if (kind.NeedsLabels && manifest.Labels is null)
        {
            yield return $"labels is missing; {kind.Name} needs a file with one label a line";
        }

        if (kind.NeedsAnswers != manifest.Answers is not null)
        {
            yield return kind.NeedsAnswers ? "answers is missing; say whether the model gives logits or probabilities" : $"answers does not belong to {kind.Name}; remove it";
        }

        if (manifest.Boxes is not null && kind != PluginKind.Yolox)
        {
            yield return $"boxes does not belong to {kind.Name}; remove it";
        }
    }

    private static IEnumerable<string> FaultsOfPicture(PluginKind kind, PictureFormat picture)
    {
        foreach (var (field, value, most) in new[] { ("width", picture.Width, MostSide), ("height", picture.Height, MostSide), ("frames", picture.Frames, MostFrames) })
        {
            var least = field == "frames" || (field == "width" ? kind.Picture.Width : kind.Picture.Height) > 0 ? 1 : 0;
            if (value < least || value > most)
            {
                yield return $"picture.{field} {value} must be {least} to {most}";
            }
        }

        if (MostNumbers / Math.Max(1L, picture.Frames) / Math.Max(1, picture.Width) / Math.Max(1, picture.Height) < Colours)
        {
            yield return $"picture.frames {picture.Frames} × width {picture.Width} × height {picture.Height} makes an input of more than {MostNumbers} numbers; choose smaller ones";
        }

        foreach (var (field, value, step) in Steps(kind, picture).Where(rule => rule.Value % rule.Step != 0))
        {
            yield return $"picture.{field} {value} is no multiple of {step}, which {kind.Name} needs";
        }

        if (picture.Mean.Count is not (0 or Colours) || picture.Mean.Any(value => !(Math.Abs(value) <= MostLevel)))
        {
            yield return $"picture.mean must be 3 numbers of -{MostLevel} to {MostLevel}";
        }

        if (picture.Std.Count is not (0 or Colours) || picture.Std.Any(value => !(value is >= LeastStep and <= MostLevel)))
        {
            yield return $"picture.std must be 3 numbers above 0, {LeastStep} to {MostLevel}";
        }

        if (picture.Scale is not (>= LeastStep and <= MostLevel))
        {
            yield return $"picture.scale must be above 0, {LeastStep} to {MostLevel}; use 1 for a model of 0…255";
        }

        if (picture.Padding is not (>= 0 and <= byte.MaxValue))
        {
            yield return FormattableString.Invariant($"picture.padding {picture.Padding} must be 0 to {byte.MaxValue}");
        }

        var isClip = picture.Layout is PictureLayout.Ntchw or PictureLayout.Ncthw or PictureLayout.Nthwc;
        if (isClip != kind.Picture.Layout is PictureLayout.Ntchw or PictureLayout.Ncthw or PictureLayout.Nthwc)
        {
            yield return $"picture.layout {picture.Layout} does not suit {kind.Name}, which takes {(isClip ? "pictures" : "clips")}";
        }
    }

    private static IEnumerable<(string Field, int Value, int Step)> Steps(PluginKind kind, PictureFormat picture) =>
        kind == PluginKind.TransNetV2 ? [("frames", picture.Frames, TransNetV2.WindowQuarters)]
        : kind == PluginKind.Dover ? [("width", picture.Width, DefaultDover.Grid), ("height", picture.Height, DefaultDover.Grid)]
        : kind == PluginKind.Yolox ? [("width", picture.Width, DefaultYolox.Strides[^1]), ("height", picture.Height, DefaultYolox.Strides[^1])]
        : [];

    private static IEnumerable<string> FaultsOfAudio(PluginManifest manifest, PluginKind kind)
    {
        if (manifest.Audio is not { } audio)
        {
            yield break;
        }

        if (kind != PluginKind.AudioTags && kind != PluginKind.AvConsistency)
        {
            yield return $"audio does not belong to {kind.Name}; remove it";
        }

        if (audio.SampleRate is not (16_000 or 32_000))
        {
            yield return $"audio.sample_rate {audio.SampleRate} must be 16000 or 32000";
        }

        if (audio.Samples is < 0 or > 1 << 24 || audio.MelBands is < 1 or > 512)
        {
            yield return "audio.samples must be 0 to 2^24 and audio.mel_bands 1 to 512";
        }

        if (audio.FourierSize is < 64 or > 1 << 14 || !BitOperations.IsPow2(audio.FourierSize) || audio.Window < 1 || audio.Window > audio.FourierSize || audio.Hop < 1)
        {
            yield return "audio.fourier_size must be a power of two from 64 to 16384, audio.window 1 to fourier_size, audio.hop at least 1";
        }

        var windows = Math.Max(audio.Samples, audio.SampleRate) / Math.Max(1L, audio.Hop);
        if (windows * Math.Max(audio.FourierSize, audio.MelBands) > MostNumbers)
        {
            yield return $"audio.hop {audio.Hop} makes {windows} windows of {audio.FourierSize} samples, which is too much; choose a greater one";
        }

        if (!(audio.LowestHz >= 0 && audio.LowestHz < audio.HighestHz && audio.HighestHz <= audio.SampleRate / 2.0 && audio.Floor is > 0 and <= 1))
        {
            yield return "audio.lowest_hz must lie below highest_hz, that within half the sample rate, and floor above 0, at most 1";
        }
    }
}
