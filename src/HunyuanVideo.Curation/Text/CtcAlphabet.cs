using System.Numerics.Tensors;
using System.Text;

namespace HunyuanVideo.Curation.Text;

/// <summary>The characters of a recogniser: class 0 is the blank, then the lines of the key file, last the space.</summary>
internal sealed class CtcAlphabet
{
    private const int MostBytes = 1 << 20;

    private readonly string[] _characters;

    /// <param name="keys">Characters of classes 1, 2, ….</param>
    public CtcAlphabet(IEnumerable<string> keys) => _characters = ["", .. keys, " "];

    /// <summary>Classes, blank and space included.</summary>
    public int Classes => _characters.Length;

    /// <summary>Reads a key file.</summary>
    /// <exception cref="InputException">Missing, too large or empty.</exception>
    public static CtcAlphabet Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new InputException($"{path}: no such file; the recogniser needs its key file.");
        }

        var bytes = new FileInfo(path).Length;
        if (bytes is 0 or > MostBytes)
        {
            throw new InputException($"{path}: has {bytes} bytes; a key file has one character a line and at most {MostBytes} bytes.");
        }

        var lines = File.ReadAllText(path, Encoding.UTF8).Split('\n').Select(line => line.TrimEnd('\r')).ToList();
        if (lines[^1].Length == 0)
        {
            lines.RemoveAt(lines.Count - 1);
        }

        return new(lines);
    }

    /// <summary>The best class of each step, repeats merged, blanks dropped.</summary>
    /// <param name="probabilities">[steps, classes].</param>
    /// <param name="steps">Steps.</param>
    /// <param name="spaceEvidence">
    /// Sum of the space's probabilities between two characters from which a space is read there: a network trained
    /// mostly on Chinese prefers the blank, but inside words its sum is zero.
    /// </param>
    public TextReading Decode(ReadOnlySpan<float> probabilities, int steps, double spaceEvidence)
    {
        var text = new StringBuilder();
        var (before, sum, count, space) = (0, 0.0, 0, 0.0);
        for (var step = 0; step < steps; step++)
        {
            var row = probabilities.Slice(step * Classes, Classes);
            var best = TensorPrimitives.IndexOfMax(row);
            if (best == 0 || best == Classes - 1)
            {
                space += row[Classes - 1];
            }
            else if (best != before)
            {
                text.Append(space >= spaceEvidence ? " " : "").Append(_characters[best]);
                (sum, count, space) = (sum + row[best], count + 1, 0);
            }

            before = best;
        }

        return count == 0 ? TextReading.Nothing : new(text.ToString().Trim(), (float)(sum / count));
    }
}
