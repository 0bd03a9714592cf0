using System.CommandLine;
using HunyuanVideo.Curation.Captions;
using HunyuanVideo.Curation.Materialise;
using HunyuanVideo.Curation.Plugins;
using HunyuanVideo.Curation.Policies;
using HunyuanVideo.Curation.Report;
using HunyuanVideo.Curation.Running;
using HunyuanVideo.Curation.Stages;
using HunyuanVideo.Curation.Store;
using HunyuanVideo.Curation.Units;
using HunyuanVideo.Media;

namespace HunyuanVideo.Cli.Commands.Curate;

/// <summary><c>hyvideo curate run</c>: from films to measurements, decisions, shards and a report.</summary>
internal sealed class CurateRunCommand
{
    private const string Facts = "facts";
    private const string Http = "http";
    private const string Sidecar = "sidecar";

    private readonly CurateOptionSet _shared = new();
    private readonly CopyOptionSet _copies = new();
    private readonly TermsOptionSet _terms = new();
    private readonly Argument<string[]> _inputs = new("INPUT") { Description = "Films, pictures and folders of them; none goes on with what is there.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string?> _until = new("--until") { Description = "Last stage to run.", HelpName = "STAGE" };
    private readonly Option<string?> _only = new("--only") { Description = "The one stage to run.", HelpName = "STAGE" };
    private readonly Option<int?> _limit = new("--limit") { Description = "Most sources to work on.", HelpName = "N" };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Only count what would be done." };
    private readonly Option<bool> _compact = new("--compact") { Description = "At the end rewrite the stored measurements into one file for each table and stage key; what was taken down is then gone from them." };
    private readonly Option<string> _captions = new("--captions") { Description = "Captions beside the facts: facts (none), sidecar or http.", HelpName = "SOURCE", DefaultValueFactory = _ => Facts };
    private readonly Option<string?> _plugins = new("--plugins") { Description = "Folder of plug-ins, a folder each with plugin.json and an ONNX model. Each measures beside what is measured without a model; a policy names the column it trusts.", HelpName = "DIR" };
    private readonly Option<string?> _address = new("--caption-url") { Description = "Address of the chat service for --captions http.", HelpName = "URL" };
    private readonly Option<string?> _model = new("--caption-model") { Description = "Model of that service.", HelpName = "NAME" };

    private readonly ReadOnce<IReadOnlyList<Plugin>> _pluginsRead;

    private CurateRunCommand() => _pluginsRead = new ReadOnce<IReadOnlyList<Plugin>>(ReadPlugins);

    /// <summary>The command, ready to be added to its parent.</summary>
    public static Command Create() => new CurateRunCommand().Build();

    private CheckedCommand Build()
    {
        var command = new CheckedCommand(
            "run",
            "Takes films in, measures them, decides the sets, writes their shards and a report. Run the same command again to go on after a stop.\n\n"
            + "Example:\n  hyvideo curate run films --out curation --policy policies/toy")
        {
            _inputs, _shared.Folder, _shared.Policies, _shared.Jobs, _until, _only, _limit, _dryRun, _compact, _captions, _address, _model, _plugins, _shared.Json, _shared.Ffmpeg,
        };
        _terms.AddTo(command);
        _copies.AddTo(command);
        command.AddCheck(FindFaults);
        command.SetAction(RunAsync);
        return command;
    }

    private FaultList FindFaults(ParseResult parsed)
    {
        var faults = _shared.FindFaults(parsed);
        faults.AddRange(_shared.JobFaults(parsed));
        faults.AddRange(_copies.Faults(parsed));
        faults.AddRange(parsed.ValueOf(_inputs) is { Length: 0 } ? _terms.FaultsWithoutInput(parsed) : _terms.Faults(parsed));
        if (parsed.ValueOf(_limit) is < 1 and var limit)
        {
            faults.Add($"--limit {limit} is below 1; choose a greater value or leave it out.");
        }

        faults.AddRange(InputFaults(parsed));
        if (parsed.ValueOf(_compact) && parsed.ValueOf(_dryRun))
        {
            faults.Add("--dry-run writes nothing, so --compact is in vain; leave one out.");
        }

        if (parsed.ValueOf(_until) is not null && parsed.ValueOf(_only) is not null)
        {
            faults.Add("--until and --only contradict each other; keep one.");
        }

        var captions = parsed.ValueOf(_captions);
        if (captions is not (null or Facts or Sidecar or Http))
        {
            faults.Add($"--captions {captions} is no source of captions; choose {Facts}, {Sidecar} or {Http}.");
        }

        faults.Try(() => _pluginsRead.Of(parsed));
        if (captions == Http)
        {
            faults.Try(() => HttpOptions(parsed));
        }

        return faults;
    }

    private IEnumerable<string> InputFaults(ParseResult parsed)
    {
        List<string> places = [.. _shared.NewFolderFaults(parsed, _inputs)];
        var hasNothing = places.Count == 0 && parsed.ValueOf(_shared.Folder) is { } folder && !CurateOptionSet.HoldsCuration(folder) && parsed.ValueOf(_inputs) is { Length: 0 };
        return
        [
            .. CurateOptionSet.InputFaults(parsed.ValueOf(_inputs)),
            .. places,
            .. hasNothing ? [$"--out {OneLine.Text(parsed.ValueOf(_shared.Folder)!)} is new and no film is named; give INPUT, for example hyvideo curate run films --out curation."] : Array.Empty<string>(),
        ];
    }

    /// <exception cref="InputException">No such folder, or a plug-in is faulty or of no use.</exception>
    private IReadOnlyList<Plugin> ReadPlugins(ParseResult parsed)
    {
        if (parsed.ValueOf(_plugins) is not { } folder)
        {
            return [];
        }

        if (!Directory.Exists(folder))
        {
            throw new InputException($"--plugins {OneLine.Text(folder)}: no such folder; give the one that holds the plug-ins' folders.");
        }

        var plugins = PluginReader.ReadAllAsync(folder).GetAwaiter().GetResult();
        PluginStage.RequireUsable(plugins);
        return plugins.Count > 0 ? plugins : throw new InputException($"--plugins {OneLine.Text(folder)}: holds no plug-in; it needs a folder with {PluginReader.ManifestName} and a model.");
    }

    private HttpCaptionOptions HttpOptions(ParseResult parsed)
    {
        if (!Uri.TryCreate(parsed.ValueOf(_address), UriKind.Absolute, out var address) || parsed.ValueOf(_model) is not { Length: > 0 } model)
        {
            throw new InputException("--captions http needs a service; give --caption-url http://HOST/v1 and --caption-model NAME.");
        }

        var options = new HttpCaptionOptions { Address = address, Model = model };
        options.Validate();
        return options;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (folder, tools) = (parsed.GetRequiredValue(_shared.Folder), FfmpegTools.Find(parsed.GetValue(_shared.Ffmpeg)));
        var policies = _shared.ReadPolicies(parsed);
        var captions = parsed.GetValue(_captions);
        var stageOptions = new StageOptions
        {
            ModelFolder = CurateOptionSet.ModelFolder,
            Plugins = _pluginsRead.Of(parsed),
            Duplicates = _copies.Read(parsed),
            PreviewFolder = CuratedSets.PreviewsOf(folder),
            ReadsSidecars = captions == Sidecar,
            Http = captions == Http ? HttpOptions(parsed) : null,
        };
        using var stages = new StandardStages(tools, stageOptions, folder, TimeProvider.System);
        RunReport? report = null;
        await ProgressDisplay.RunAsync(parsed.InvocationConfiguration, async display =>
        {
            var run = new CurationRun(stages.All, tools, TimeProvider.System);
            report = await run.ExecuteAsync(Options(parsed, folder), new RunProgressLine(display), cancellationToken).ConfigureAwait(false);
        }).ConfigureAwait(false);
        await TellAsync(parsed, report!).ConfigureAwait(false);
        var isWhole = parsed.GetValue(_until) is null && parsed.GetValue(_only) is null && !parsed.GetValue(_dryRun);
        if (isWhole)
        {
            using var sets = _shared.OpenSets(parsed, policies);
            await FinishAsync(parsed, sets, policies, tools, cancellationToken).ConfigureAwait(false);
        }

        if (parsed.GetValue(_compact))
        {
            using var writer = new CurationStore(folder).OpenWriter(TimeProvider.System);
            Compaction.Run(writer);
        }

        return report!.HasFailures ? 1 : 0;
    }

    private CurationRunOptions Options(ParseResult parsed, string folder) => new()
    {
        Folder = folder,
        Inputs = [.. parsed.GetValue(_inputs) ?? []],
        Until = parsed.GetValue(_until),
        Only = parsed.GetValue(_only),
        Limit = parsed.GetValue(_limit),
        Jobs = parsed.GetValue(_shared.Jobs),
        IsDryRun = parsed.GetValue(_dryRun),
        Ingest = _terms.Read(parsed),
    };

    private async Task TellAsync(ParseResult parsed, RunReport report)
    {
        var error = parsed.InvocationConfiguration.Error;
        foreach (var stage in report.Progress.Stages.Where(stage => stage.All > 0))
        {
            await error.WriteLineAsync(stage.ToString()).ConfigureAwait(false);
        }

        foreach (var notice in report.Notices.Concat(report.MissingSources.Select(source => $"source {source}: its file is gone or has changed; take it in again.")))
        {
            await error.WriteLineAsync($"hyvideo: {notice}").ConfigureAwait(false);
        }

        await TermsOptionSet.TellAsync(error, report.Ingest).ConfigureAwait(false);
        if (parsed.GetValue(_dryRun))
        {
            var files = report.Ingest is { } found ? $"{Amounts.Of(found.Files, "file")}, {found.Added} of them new; " : "";
            await parsed.InvocationConfiguration.Output.WriteLineAsync($"{files}about {Amounts.Duration(report.EstimatedSeconds)} of one core on the units known so far; clips are known once their films are cut").ConfigureAwait(false);
        }
    }

    private async Task FinishAsync(
        ParseResult parsed, CuratedSets sets, IReadOnlyList<Policy> policies, FfmpegTools tools, CancellationToken cancellationToken)
    {
        var output = parsed.InvocationConfiguration.Output;
        var funnels = sets.Decide();
        var steps = sets.Steps(funnels);
        CurateTable.RequireSums(steps);
        await ProgressDisplay.RunAsync(parsed.InvocationConfiguration, async display =>
        {
            var options = new MaterialiseOptions { Encoders = parsed.GetValue(_shared.Jobs) };
            foreach (var (policy, funnel) in policies.Zip(funnels).Where(pair => pair.First.Output is not null))
            {
                var progress = new SetProgressLine(display, policy.Set, funnel.Accepted);
                await sets.MaterialiseAsync(policy, policy, tools, options, progress, cancellationToken).ConfigureAwait(false);
            }
        }).ConfigureAwait(false);
        sets.WriteReport(funnels, TimeProvider.System.GetUtcNow(), new ReportOptions());
        if (parsed.GetValue(_shared.Json))
        {
            await output.WriteLineAsync(JsonText.OfLines(json =>
            {
                json.WriteStartObject();
                CurateTable.Write(json, steps);
                json.WriteString("report", sets.ReportPath);
                json.WriteEndObject();
            })).ConfigureAwait(false);
            return;
        }

        foreach (var line in CurateTable.Lines(steps).Append($"report: {sets.ReportPath}"))
        {
            await output.WriteLineAsync(line).ConfigureAwait(false);
        }
    }
}
