using System.CommandLine;
using HunyuanVideo.Media;

namespace HunyuanVideo.Cli;

/// <summary>Collects the first clips of a long work for a contact sheet.</summary>
internal sealed class Sheet
{
    private const int Columns = 9;
    /// <summary>Rows of a full sheet.</summary>
    public const int MostRows = 64;

    private const long MostPixels = 1L << 25;
    private readonly List<SheetClip> _rows = [];
    private long _pixels;

    /// <summary>Why no sheet can be written where an option says: asked before the long work.</summary>
    public static IEnumerable<string> FindFaults(ParseResult parsed, Option<string?> option, Option<bool> force) =>
        parsed.ValueOf(option) is { } path && FindFault(path, parsed.ValueOf(force)) is { } fault ? [$"{option.Name} {fault}"] : [];

    private static string? FindFault(string path, bool isForced) => !Path.GetExtension(path).Equals(".png", StringComparison.OrdinalIgnoreCase)
        ? $"{path}: a sheet is a PNG picture; name it {Path.ChangeExtension(path, ".png")}."
        : OutputFolder.FindFileFault(path) ?? (File.Exists(path) && !isForced ? $"{path}: exists already; pass --force to replace it, or name another file." : null);

    /// <summary>Adds a row, or nothing once the sheet is full.</summary>
    public void Add(SheetClip clip)
    {
        var row = clip.Thin(Columns);
        _pixels += row.Pixels.Length / 3;
        if (_rows.Count == 0 || (_rows.Count < MostRows && _pixels <= MostPixels))
        {
            _rows.Add(row);
        }
    }

    /// <summary>Writes the sheet as PNG; the folder is made.</summary>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public void Write(string path)
    {
        OutputFolder.Create(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var sheet = ContactSheet.Compose(_rows, Columns);
        try
        {
            PngFile.Write(path, sheet.Pixels, sheet.Width, sheet.Height);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: cannot be written ({fault.Message.TrimEnd('.')}); choose another --sheet.", fault);
        }
    }
}
