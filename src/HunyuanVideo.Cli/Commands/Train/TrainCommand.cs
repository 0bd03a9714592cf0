using System.CommandLine;
using System.Globalization;
using HunyuanVideo.Pipelines;
using HunyuanVideo.Training;
using HunyuanVideo.Training.Recipes;

namespace HunyuanVideo.Cli.Commands.Train;

/// <summary><c>hyvideo train</c>: one stage of a training, to its end or on from where it was stopped.</summary>
internal sealed class TrainCommand
{
    private readonly Option<string> _recipe = new("--recipe") { Description = "What to train: a JSON file as in recipes/toy.", HelpName = "FILE", Required = true };
    private readonly Option<string?> _run = new("--run") { Description = "Folder of the run: checkpoints, metrics.jsonl, previews; a tokenizer needs none. Default: runs/RECIPE.", HelpName = "DIR" };
    private readonly Option<string?> _device = new("--device") { Description = "cpu, cuda or cuda:N; the VAE, the transformer and its distillation. Default: cpu.", HelpName = "D" };
    private readonly Option<int?> _threads = new("--threads") { Description = "Threads. Default: one for each core.", HelpName = "N" };

    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Say what the training will take (parameters, memory, operations, time on this machine) and write nothing." };
    private readonly Option<bool> _json = new("--json") { Description = "With --dry-run: print JSON." };

    /// <summary>The command, ready to be added to the root.</summary>
    public static Command Create() => new TrainCommand().Build();

    private CheckedCommand Build()
    {
        var command = new CheckedCommand(
            "train",
            "Trains one stage. A stopped or killed run goes on from its newest checkpoint when the same command is given again, and ends with the same bytes.\n\n"
            + "Example:\n  hyvideo train --recipe recipes/toy/4-vae.json --run runs/toy/vae")
        {
            _recipe, _run, _device, _threads, _dryRun, _json,
            TrainStatusCommand.Create(),
            TrainReportCommand.Create(),
        };
        command.AddCheck(FindFaults);
        command.SetAction(RunAsync);
        return command;
    }

    private List<string> FindFaults(ParseResult parsed)
    {
        var faults = new FaultList();
        var path = parsed.ValueOf(_recipe);
        var recipe = path is null ? null : faults.Try(() => Recipe.Load(path));
        if (recipe is DistillationRecipe student)
        {
            faults.AddRange(student.TeacherFaults(path!));
        }

        if (recipe is TokenizerRecipe && parsed.ValueOf(_run) is not null)
        {
            faults.Add("--run: a tokenizer is counted in seconds and keeps no run; leave the option out.");
        }

        faults.AddRange(OutputFolder.FindFaults(parsed, _run));
        faults.AddRange(Compute(parsed).FindFaults());

        if (parsed.ValueOf(_dryRun) && parsed.ValueOf(_device) is not (null or "cpu"))
        {
            faults.Add("--dry-run measures the CPU; leave --device out.");
        }

        if (parsed.ValueOf(_json) && !parsed.ValueOf(_dryRun))
        {
            faults.Add("--json belongs to --dry-run; leave it out, train status --json tells how far a run is.");
        }

        return faults;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var path = parsed.GetRequiredValue(_recipe);
        var recipe = Recipe.Load(path);
        var compute = Compute(parsed);
        var folder = parsed.GetValue(_run) ?? Path.Join("runs", Path.GetFileNameWithoutExtension(path));
        if (parsed.GetValue(_dryRun))
        {
            return await Task.Run(Plan, CancellationToken.None).ConfigureAwait(false);
        }

        var error = parsed.InvocationConfiguration.Error;
        try
        {
            await ProgressDisplay.RunAsync(
                parsed.InvocationConfiguration, progress => Task.Run(() => Train(progress), CancellationToken.None)).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            throw new InterruptedWorkException($"stopped; {folder} keeps the state, give the same command again to go on.", cancellationToken);
        }

        await error.WriteLineAsync($"done: {recipe.ResultFolder()}").ConfigureAwait(false);
        return 0;

        int Plan()
        {
            ComputeSettings.Resolve(compute, parameters: 0);
            return DryRun.Print(recipe, folder, parsed.GetValue(_json), parsed.InvocationConfiguration, cancellationToken);
        }

        void Train(IProgress<WorkProgress> progress) => TrainingRun.Execute(
            recipe, folder, new StepProgress(progress), cancellationToken, ComputeSettings.Resolve(compute, parameters: 0).Device);
    }

    private ComputeOptions Compute(ParseResult parsed) => new() { Device = parsed.ValueOf(_device) ?? "cpu", Threads = parsed.ValueOf(_threads) };

    private sealed class StepProgress(IProgress<WorkProgress> display) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => display.Report(new WorkProgress(
            "training", "step", value.Step, value.Steps, string.Create(CultureInfo.InvariantCulture, $"loss {value.Loss:F4}")));
    }
}
