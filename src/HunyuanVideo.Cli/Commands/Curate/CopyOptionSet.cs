using System.CommandLine;
using System.Globalization;
using HunyuanVideo.Curation.Alike;

namespace HunyuanVideo.Cli.Commands.Curate;

/// <summary>The options that say what counts as a copy. Source: spec curation §4 S13.</summary>
internal sealed class CopyOptionSet
{
    private const double SignatureBits = 64;
    private static readonly DuplicateOptions Standard = new();

    private readonly Option<double> _distance = new("--copy-distance") { Description = "Mean differing bits, of 64, up to which two clips are copies; double that where they look alike.", HelpName = "BITS", DefaultValueFactory = _ => Standard.MostDistance };
    private readonly Option<double> _overlap = new("--copy-overlap") { Description = "Share of the shorter clip that copies have in common.", HelpName = "SHARE", DefaultValueFactory = _ => Standard.LeastOverlap };
    private readonly Option<bool> _mirror = new("--mirror") { Description = "A mirrored copy is a copy." };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_distance);
        command.Options.Add(_overlap);
        command.Options.Add(_mirror);
    }

    /// <summary>What is wrong with them.</summary>
    public IEnumerable<string> Faults(ParseResult parsed)
    {
        if (!parsed.IsFaulty(_distance) && parsed.GetValue(_distance) is var distance and not (>= 0 and <= SignatureBits))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"--copy-distance {distance} is not within 0…{SignatureBits}; choose such a value.");
        }

        if (!parsed.IsFaulty(_overlap) && parsed.GetValue(_overlap) is var overlap and not (> 0 and <= 1))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"--copy-overlap {overlap} is no share; choose a value above 0 and up to 1.");
        }
    }

    /// <summary>The thresholds; those of alike vectors and of stills keep their ratio to the one that is given.</summary>
    public DuplicateOptions Read(ParseResult parsed)
    {
        var scale = parsed.GetValue(_distance) / Standard.MostDistance;
        return Standard with
        {
            MostDistance = scale * Standard.MostDistance,
            MostDistanceOfAlike = scale * Standard.MostDistanceOfAlike,
            MostDistanceOfStills = scale * Standard.MostDistanceOfStills,
            LeastOverlap = parsed.GetValue(_overlap),
            Mirror = parsed.GetValue(_mirror),
        };
    }
}
