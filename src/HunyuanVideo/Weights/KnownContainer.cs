namespace HunyuanVideo.Weights;

/// <summary>Tells what a file is from its first bytes, whatever its name says. Source: spec layouts §1.</summary>
internal static class KnownContainer
{
    /// <summary>What the file is instead of safetensors, with the mend; null when nothing is recognised.</summary>
    public static string? Describe(ReadOnlySpan<byte> first)
    {
        if (first.StartsWith("PK\x3\x4"u8))
        {
            return "this is a zip file, probably a torch pickle (.pt); use a safetensors copy of the weights";
        }

        if (first.StartsWith("GGUF"u8) || first.StartsWith("FUGG"u8))
        {
            return "this is a GGUF file; use a safetensors copy of the weights";
        }

        if (first.Length > 1 && first[0] == 0x80 && first[1] is >= 2 and <= 5)
        {
            return "this is a pickle; use a safetensors copy of the weights";
        }

        if (first.StartsWith("version https://git-lfs"u8))
        {
            return "this is a Git LFS pointer, not the weights; download the file itself";
        }

        return first.StartsWith("<!DOCTYPE"u8) || first.StartsWith("<!doctype"u8) || first.StartsWith("<html"u8)
            ? "this is a saved web page, not the weights; download the file itself"
            : null;
    }
}
