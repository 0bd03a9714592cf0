using System.CommandLine;
using System.Globalization;
using HunyuanVideo.Tokenizers;

namespace HunyuanVideo.Cli.Commands;

/// <summary><c>hyvideo tokenize</c>: the ids a text encoder would get for a text.</summary>
public static class TokenizeCommand
{
    private const long MaximumFileBytes = 64 << 20;

    /// <summary>The command, ready to be added to the root. Faults of the user leave it as <see cref="InputException"/>.</summary>
    public static Command Create()
    {
        var tokenizer = new Option<string>("--tokenizer")
        {
            Description = "Folder with tokenizer.json (or .json.gz), or with vocab.json and merges.txt.",
            HelpName = "DIR",
            Required = true,
        };
        var text = new Option<string?>("--text") { Description = "The text itself.", HelpName = "TEXT" };
        var file = new Option<string?>("--file") { Description = "UTF-8 file whose whole content is one text.", HelpName = "FILE" };
        var lines = new Option<bool>("--lines") { Description = "Every line of --file is a text of its own; prints one line each." };
        var fast = new Option<bool>("--fast") { Description = "Follow CLIP's fast reference tokenizer instead of the slow one the model uses." };
        var json = new Option<bool>("--json") { Description = "Print {\"ids\":[…],\"tokens\":[…]} instead of ids separated by spaces." };
        var command = new Command(
            "tokenize",
            "Prints the token ids of a text, begin and end tokens included.\n\n"
            + "Example:\n  hyvideo tokenize --tokenizer MODEL/tokenizer --text \"a red circle moves to the right\" --json")
        {
            tokenizer, text, file, lines, fast, json,
        };
        command.SetAction(parsed =>
        {
            var texts = ReadTexts(parsed.GetValue(text), parsed.GetValue(file), parsed.GetValue(lines));
            var variant = parsed.GetValue(fast) ? ClipVariant.Fast : ClipVariant.Slow;
            var opened = TokenizerFolder.Open(parsed.GetRequiredValue(tokenizer), variant);
            if (parsed.GetValue(fast) && opened is not ClipTokenizer)
            {
                throw new InputException($"--fast concerns CLIP's tokenizer, {parsed.GetRequiredValue(tokenizer)} holds another one; leave it out.");
            }

            Print(opened, texts, parsed.GetValue(json), parsed.InvocationConfiguration.Output);
            return 0;
        });
        return command;
    }

    private static string[] ReadTexts(string? text, string? file, bool lines)
    {
        if (text is null == file is null)
        {
            throw new InputException(text is null ? "no text was given; pass --text TEXT or --file FILE." : "both --text and --file were given; keep one.");
        }

        if (lines && file is null)
        {
            throw new InputException("--lines splits a file, but --text was given; drop --lines or pass --file FILE.");
        }

        if (file is null)
        {
            return [text!];
        }

        try
        {
            return new FileInfo(file).Length > MaximumFileBytes
                ? throw new InputException($"{file}: holds more than {MaximumFileBytes >> 20} MiB; split it.")
                : lines ? File.ReadAllLines(file) : [File.ReadAllText(file)];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{file}: cannot be read ({fault.Message}); check the path and its permissions.", fault);
        }
    }

    private static void Print(ITokenizer tokenizer, string[] texts, bool asJson, TextWriter output)
    {
        foreach (var text in texts)
        {
            var ids = tokenizer.Encode(text);
            output.WriteLine(asJson ? ToJson(tokenizer, ids) : string.Join(' ', ids.Select(id => id.ToString(CultureInfo.InvariantCulture))));
        }
    }

    private static string ToJson(ITokenizer tokenizer, int[] ids) => JsonText.OfLine(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("ids");
        Array.ForEach(ids, json.WriteNumberValue);
        json.WriteEndArray();
        json.WriteStartArray("tokens");
        Array.ForEach(ids, id => json.WriteStringValue(tokenizer.Token(id)));
        json.WriteEndArray();
        json.WriteEndObject();
    });
}
