using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using HunyuanVideo.Curation.Shots;
using HunyuanVideo.Curation.Units;
using HunyuanVideo.Media;

namespace HunyuanVideo.Cli.Commands.Curate;

/// <summary><c>hyvideo curate shots</c>: the shots of films and what separates them.</summary>
internal sealed class CurateShotsCommand
{
    private readonly CurateOptionSet _shared = new();
    private readonly Argument<string[]> _files = new("FILE") { Description = "Films; frames are counted from 0 as they are shown.", Arity = ArgumentArity.OneOrMore };

    /// <summary>The command, ready to be added to its parent.</summary>
    public static Command Create() => new CurateShotsCommand().Build();

    private CheckedCommand Build()
    {
        var command = new CheckedCommand(
            "shots",
            "Finds the shots of films: hard cuts, dissolves and fades. Flashes, shaking, fast pans and lights that go on are none.\n\n"
            + "Example:\n  hyvideo curate shots film.mp4 other.mkv --json")
        {
            _files, _shared.Jobs, _shared.Json, _shared.Ffmpeg,
        };
        command.AddCheck(FindFaults);
        command.SetAction(RunAsync);
        return command;
    }

    private FaultList FindFaults(ParseResult parsed)
    {
        var faults = new FaultList();
        faults.AddRange(_shared.JobFaults(parsed));
        faults.Try(() => FfmpegTools.Find(parsed.ValueOf(_shared.Ffmpeg)));
        return faults;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (files, finder) = (parsed.GetRequiredValue(_files), new ShotFinder(FfmpegTools.Find(parsed.GetValue(_shared.Ffmpeg))));
        IReadOnlyList<ShotOutcome> outcomes = [];
        await ProgressDisplay.RunAsync(parsed.InvocationConfiguration, async progress =>
            outcomes = await ShotBatch.RunAsync(
                finder, files, parsed.GetValue(_shared.Jobs), done => progress.Report(new WorkProgress("finding shots", "film", done, files.Length)), cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        var output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(_shared.Json))
        {
            await output.WriteLineAsync(ToJson(outcomes)).ConfigureAwait(false);
        }
        else
        {
            foreach (var line in outcomes.SelectMany(Describe))
            {
                await output.WriteLineAsync(line).ConfigureAwait(false);
            }
        }

        foreach (var damaged in outcomes.Where(outcome => outcome.Film is { IsDamaged: true }))
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync($"hyvideo: {OneLine.Text(damaged.Path)}: is damaged or cut short; what is told is of the pictures that came.").ConfigureAwait(false);
        }

        var faults = outcomes.Select(outcome => outcome.Fault).OfType<string>().ToList();
        return faults.Count == 0 ? 0 : throw new InputException(string.Join(Environment.NewLine, faults));
    }

    private static IEnumerable<string> Describe(ShotOutcome outcome)
    {
        if (outcome.Film is not { } film)
        {
            yield break;
        }

        var rate = film.Times.FramesPerSecond is { } fps ? $", {Text(fps, "0.###")} frames/s" : "";
        yield return $"{OneLine.Text(outcome.Path)}: {Amounts.Of(film.Times.Count, "frame")}{rate}, {Amounts.Of(film.Shots.Count, "shot")}, {Amounts.Of(film.Transitions.Count, "transition")}";
        var stretches = film.Shots.Select(shot => (Name: "shot", shot.First, shot.Last))
            .Concat(film.Transitions.Select(transition => (Name: transition.KindName, transition.First, transition.Last)));

        // A cut and the shot it begins share a number: the cut is told first.
        foreach (var (name, first, last) in stretches.OrderBy(stretch => stretch.First).ThenBy(stretch => stretch.Name == "shot"))
        {
            var frames = first == last ? $"{first}" : $"{first}…{last}";
            yield return $"  {name,-8}  {frames,15}  {Text(film.Times.Seconds(first), "0.000"),10} s";
        }
    }

    private static string ToJson(IEnumerable<ShotOutcome> outcomes) => JsonText.OfLines(json =>
    {
        json.WriteStartArray();
        foreach (var outcome in outcomes)
        {
            if (outcome.Film is { } film)
            {
                Write(json, outcome.Path, film);
            }
        }

        json.WriteEndArray();
    });

    private static void Write(Utf8JsonWriter json, string path, SourceShots film)
    {
        json.WriteStartObject();
        json.WriteString("file", path);
        json.WritePropertyName("fps");
        if (film.Times.FramesPerSecond is { } fps)
        {
            json.WriteNumberValue(Math.Round(fps, 6));
        }
        else
        {
            json.WriteNullValue();
        }

        json.WriteNumber("frames", film.Times.Count);
        json.WriteStartArray("transitions");
        foreach (var transition in film.Transitions)
        {
            json.WriteStartObject();
            json.WriteString("kind", transition.KindName);
            json.WriteNumber("first", transition.First);
            json.WriteNumber("last", transition.Last);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("shots");
        foreach (var shot in film.Shots)
        {
            json.WriteStartObject();
            json.WriteNumber("first", shot.First);
            json.WriteNumber("last", shot.Last);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
