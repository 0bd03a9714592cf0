using System.CommandLine;
using System.Globalization;
using HunyuanVideo.Curation.Materialise;
using HunyuanVideo.Curation.Policies;
using HunyuanVideo.Curation.Stages;
using HunyuanVideo.Curation.Units;
using HunyuanVideo.Media;

namespace HunyuanVideo.Cli.Commands.Curate;

/// <summary><c>hyvideo curate materialise</c>: writes decided sets into shards again, also into other buckets.</summary>
internal sealed class CurateMaterialiseCommand
{
    private readonly CurateOptionSet _shared = new();
    private readonly Option<string[]> _sets = new("--set") { Description = "Write this set alone; may be given again. Default: every set with an output.", HelpName = "NAME", DefaultValueFactory = _ => [] };
    private readonly Option<string?> _name = new("--as") { Description = "Write the one --set under another name, beside the set itself.", HelpName = "NAME" };
    private readonly Option<string?> _area = new("--area") { Description = "Area of every bucket in pixels, as two sides. Default: the policy's.", HelpName = "HxW" };
    private readonly Option<int[]> _frames = new("--frames") { Description = "An allowed length, 4n + 1; may be given again. Default: the policy's.", HelpName = "N", DefaultValueFactory = _ => [] };
    private readonly Option<double?> _fps = new("--fps") { Description = "Pictures per second. Default: the policy's.", HelpName = "N" };
    private readonly Option<FrameStorage> _storage = new("--store") { Description = "How the pictures of clips are stored: h264, png (without loss, in Matroska) or raw (bytes).", HelpName = "KIND" };

    /// <summary>The command, ready to be added to its parent.</summary>
    public static Command Create() => new CurateMaterialiseCommand().Build();

    private CheckedCommand Build()
    {
        var command = new CheckedCommand(
            "materialise",
            "Decides the sets and writes their shards. A set that is written already in this way is left as it is.\n\n"
            + "Example:\n  hyvideo curate materialise --out curation --set video-2-360p --as video-2-square --area 256x256 --frames 33")
        {
            _shared.Folder, _shared.Policies, _sets, _name, _area, _frames, _fps, _storage, _shared.Jobs, _shared.Json, _shared.Ffmpeg,
        };
        _storage.AcceptOnlyFromAmong([.. Enum.GetNames<FrameStorage>().Select(name => name.ToLowerInvariant())]);     // the parser takes any number for a kind
        command.AddCheck(FindFaults);
        command.SetAction(RunAsync);
        return command;
    }

    private FaultList FindFaults(ParseResult parsed)
    {
        var (faults, policies) = _shared.CheckDecision(parsed);
        faults.Try(() => FfmpegTools.Find(parsed.ValueOf(_shared.Ffmpeg)));
        faults.AddRange(_shared.JobFaults(parsed));
        if (parsed.ValueOf(_name) is not null && parsed.ValueOf(_sets)?.Length != 1)
        {
            faults.Add("--as names one set; give one --set NAME with it.");
            return faults;
        }

        var changes = new[] { parsed.ValueOf(_area) is null ? null : "--area", parsed.ValueOf(_frames) is { Length: > 0 } ? "--frames" : null, parsed.ValueOf(_fps) is null ? null : "--fps" };
        if (parsed.ValueOf(_name) is null && changes.FirstOrDefault(change => change is not null) is { } change)
        {
            faults.Add($"{change} makes other buckets than the policy's; give --as NAME beside it, so that the set itself stays.");
        }

        if (parsed.ValueOf(_area) is { } area && SidesOf(area) is null)
        {
            faults.Add($"--area {OneLine.Text(area)} is no area; give two sides in pixels, for example 256x256.");
        }

        if (policies is not null)
        {
            faults.Try(() => Chosen(parsed, policies).ToList());
        }

        return faults;
    }

    /// <summary>The sets to write: as decided and as written.</summary>
    /// <exception cref="InputException">No such set, a set without output, or buckets of no use.</exception>
    private IEnumerable<(Policy Decided, Policy Written)> Chosen(ParseResult parsed, IReadOnlyList<Policy> policies)
    {
        var named = parsed.ValueOf(_sets) is { Length: > 0 } sets
            ? sets.Select(set => CurateOptionSet.FindSet(policies, set))
            : policies.Where(policy => policy.Output is not null);
        foreach (var policy in named)
        {
            var output = policy.Output ?? throw new InputException($"--set {policy.Set} is only decided, its policy has no 'output'; add one to write it.");
            var name = parsed.ValueOf(_name);
            var written = policy with { Set = name ?? policy.Set, Output = Changed(parsed, output) };
            yield return (policy, Valid(written, name is null ? $"--set {policy.Set}" : $"--as {OneLine.Text(name)}"));
        }

        if (parsed.ValueOf(_name) is { } other && policies.Any(policy => policy.Set == other))
        {
            throw new InputException($"--as {OneLine.Text(other)} is the name of another set; choose one that no policy makes.");
        }
    }

    // The rules of a policy file hold for the command line too, whose options have the names of its keys.
    private static Policy Valid(Policy written, string place)
    {
        try
        {
            return PolicyReader.Parse(PolicyReader.Write(written), place);
        }
        catch (InputException fault)
        {
            throw new InputException(fault.Message.Replace("output.", "--", StringComparison.Ordinal), fault);
        }
    }

    private PolicyOutput Changed(ParseResult parsed, PolicyOutput output) => output with
    {
        Area = parsed.ValueOf(_area) is { } area ? SidesOf(area) ?? output.Area : output.Area,
        Frames = parsed.ValueOf(_frames) is { Length: > 0 } frames ? frames : output.Frames,
        Fps = parsed.ValueOf(_fps) ?? output.Fps,
    };

    private static int[]? SidesOf(string area)
    {
        var sides = area.Split('x').Select(side => int.TryParse(side, NumberStyles.None, CultureInfo.InvariantCulture, out var pixels) ? pixels : 0).ToArray();
        return sides is [> 0, > 0] ? sides : null;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (output, folder) = (parsed.InvocationConfiguration.Output, parsed.GetRequiredValue(_shared.Folder));
        var (policies, tools) = (_shared.ReadPolicies(parsed), FfmpegTools.Find(parsed.GetValue(_shared.Ffmpeg)));
        using var sets = _shared.OpenSets(parsed, policies);
        var funnels = sets.Decide().ToDictionary(funnel => funnel.Set, StringComparer.Ordinal);
        var options = new MaterialiseOptions { Encoders = parsed.GetValue(_shared.Jobs), Storage = parsed.GetValue(_storage) };
        var written = new SortedDictionary<string, SetManifest?>(StringComparer.Ordinal);
        await ProgressDisplay.RunAsync(parsed.InvocationConfiguration, async display =>
        {
            foreach (var (decided, policy) in Chosen(parsed, policies))
            {
                var progress = new SetProgressLine(display, policy.Set, funnels[decided.Set].Accepted);
                written[policy.Set] = await sets.MaterialiseAsync(decided, policy, tools, options, progress, cancellationToken).ConfigureAwait(false);
            }
        }).ConfigureAwait(false);
        await output.WriteLineAsync(parsed.GetValue(_shared.Json)
            ? ResultJson.Of(written)
            : string.Join('\n', written.Select(set => Describe(set.Key, set.Value, folder)))).ConfigureAwait(false);
        return 0;
    }

    private static string Describe(string set, SetManifest? manifest, string folder)
    {
        if (manifest is null)
        {
            return $"{set}: no clip is accepted, there is no such set";
        }

        var buckets = manifest.Items == 0 ? "" : $" ({string.Join(" + ", manifest.Buckets.Select(bucket => $"{bucket.Value} of {bucket.Key}"))})";
        var leftOut = manifest.LeftOut.Count == 0 ? "" : $"; left out {manifest.LeftOutText}";
        return string.Create(CultureInfo.InvariantCulture, $"{set}: {Amounts.Of(manifest.Items, "item")}, {manifest.Seconds:0.#} s{buckets} in {CuratedSets.ShelfOf(folder).PlaceOf(set)}{leftOut}");
    }
}
