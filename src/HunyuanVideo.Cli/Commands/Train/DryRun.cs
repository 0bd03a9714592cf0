using System.CommandLine;
using System.Globalization;
using System.Text;
using HunyuanVideo.Training.Planning;
using HunyuanVideo.Training.Recipes;

namespace HunyuanVideo.Cli.Commands.Train;

/// <summary>Prints what a training will take.</summary>
internal static class DryRun
{
    /// <summary>Plans and prints; writes no file.</summary>
    /// <exception cref="InputException">The recipe trains nothing.</exception>
    public static int Print(Recipe recipe, string folder, bool asJson, InvocationConfiguration console, CancellationToken cancellationToken)
    {
        if (recipe is not TrainedRecipe trained)
        {
            throw new InputException("--dry-run: a tokenizer is counted, not trained, and takes seconds; run it without.");
        }

        var plan = TrainingPlanner.Plan(trained, folder, new PlanOptions(), new TimedKinds(console.Error), cancellationToken);
        console.Output.WriteLine(asJson ? ResultJson.Of(plan) : Describe(plan));
        return 0;
    }

    /// <summary>The plan as a page of lines.</summary>
    internal static string Describe(TrainingPlan plan)
    {
        var (text, memory) = (new StringBuilder(), plan.Memory);
        Line(text, "stage", $"{plan.Stage}, {plan.Steps} updates, passes in {plan.Dtype}");
        Line(text, "parameters", Amounts.Count(plan.Parameters) + (plan.OpponentParameters > 0 ? $", and {Amounts.Count(plan.OpponentParameters)} of the discriminator" : ""));
        Line(text, "memory", $"about {Amounts.Bytes(memory.Total)} at the peak, of {Amounts.Bytes(memory.Machine)}: weights {Amounts.Bytes(memory.Weights)}, gradients {Amounts.Bytes(memory.Gradients)}, "
            + $"optimiser {Amounts.Bytes(memory.Optimiser)}, average {Amounts.Bytes(memory.Average)}, activations {Amounts.Bytes(memory.Activations)} (estimated)"
            + (memory.Data > 0 ? $", data {Amounts.Bytes(memory.Data)}" : "") + $", the program {Amounts.Bytes(memory.Program)}");
        if (plan.Cache is { } cache)
        {
            Line(text, "cache", $"{Amounts.Of(cache.Clips, "clip")}, {Amounts.Bytes(cache.Bytes)}{(cache.Present > 0 ? $", {cache.Present} of them there" : "")}: "
                + (cache.Seconds is { } wait ? Amounts.Duration(wait) : "time not known"));
        }

        foreach (var phase in plan.Phases)
        {
            Line(text, "updates", string.Create(
                CultureInfo.InvariantCulture,
                $"{phase.Steps:F0} × {phase.Name}: {Amounts.Count(phase.Flops)}FLOP{Speed(phase)}"));
        }

        Line(text, "time", plan.Seconds is { } seconds ? $"{Amounts.Duration(seconds)}, without previews and checkpoints" : "not known");
        Line(text, "", plan.Measured);
        foreach (var note in plan.Notes)
        {
            Line(text, "note", note);
        }

        return text.Append("nothing was written").ToString();
    }

    private static string Speed(PlannedPhase phase) => phase.SecondsPerStep is { } seconds
        ? $", {Amounts.Duration(phase.Steps * seconds)} at {Amounts.Rate(1 / seconds, "step")} = {Amounts.Count(phase.Flops / seconds)}FLOP/s"
        : "";

    private static void Line(StringBuilder text, string name, string value) => text.Append(name.PadRight(12)).Append(value).Append('\n');

    /// <summary>A line for each kind of update before it is timed: one of a large batch takes minutes.</summary>
    private sealed class TimedKinds(TextWriter error) : IProgress<string>
    {
        public void Report(string value) => error.WriteLine($"timing updates: {value}");
    }
}
