using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace HunyuanVideo.Cli;

/// <summary>JSON as results are printed: other scripts' letters as they are, lines end alike on every system.</summary>
internal static class JsonText
{
    private static readonly JsonWriterOptions Line = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonWriterOptions Indented = Line with { Indented = true, NewLine = "\n" };

    /// <summary>One line.</summary>
    public static string OfLine(Action<Utf8JsonWriter> write) => Of(write, Line);

    /// <summary>Indented, for results that people look at too.</summary>
    public static string OfLines(Action<Utf8JsonWriter> write) => Of(write, Indented);

    private static string Of(Action<Utf8JsonWriter> write, JsonWriterOptions options)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, options))
        {
            write(json);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
