using System.CommandLine;
using System.CommandLine.Help;
using System.Data.Common;
using HunyuanVideo.Cli.Commands;
using HunyuanVideo.Cli.Commands.Curate;
using HunyuanVideo.Cli.Commands.Evaluate;
using HunyuanVideo.Cli.Commands.Train;

namespace HunyuanVideo.Cli;

/// <summary>Runs one command line: every fault is one sentence on the error stream, the exit code says whose it is.</summary>
public static class CommandLine
{
    private const int Success = 0;
    private const int Failure = 1;
    private const int WrongInput = 2;
    private const int Interrupted = 130;

    /// <summary>Runs <paramref name="arguments"/>.</summary>
    /// <param name="arguments">What the user typed.</param>
    /// <param name="output">Receives results and nothing else.</param>
    /// <param name="error">Receives progress and faults.</param>
    /// <param name="cancellationToken">Ends the work; what is done so far is kept.</param>
    /// <returns>0 good, 1 failed, 2 wrong input, 130 interrupted.</returns>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> arguments, TextWriter output, TextWriter error, CancellationToken cancellationToken = default)
    {
        var verbose = new Option<bool>("--verbose") { Description = "Show where in the program a fault arose.", Recursive = true };
        var parsed = CreateRoot(verbose).Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });   // a prompt may begin with @
        var configuration = new InvocationConfiguration
        {
            Output = output,
            Error = error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        try
        {
            if (parsed.Action is not HelpAction && FindFaults(parsed) is { Count: > 0 } faults)
            {
                return Report(faults, error);
            }

            return await parsed.InvokeAsync(configuration, cancellationToken).ConfigureAwait(false);
        }
        catch (InputException fault) when (!parsed.GetValue(verbose))
        {
            return Report(Sentences(fault.Message), error);
        }
        catch (UnauthorizedAccessException fault) when (!parsed.GetValue(verbose))
        {
            return Report([$"{fault.Message.TrimEnd('.')}; ask for the right to it, or name another place."], error);
        }
        catch (DbException fault) when (!parsed.GetValue(verbose) && CurateOptionSet.Explain(parsed, fault) is { } damage)
        {
            return Report(Sentences(damage.Message), error);
        }
        catch (OperationCanceledException stopped)
        {
            await error.WriteLineAsync($"hyvideo: {(stopped is Pipelines.InterruptedWorkException ? stopped.Message : "stopped.")}").ConfigureAwait(false);
            return Interrupted;
        }
#pragma warning disable CA1031 // The last place before the user: any fault becomes one sentence here.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            // libtorch's messages go on with its own stack.
            var text = parsed.GetValue(verbose) ? fault.ToString() : $"{fault.Message.Split('\n')[0].TrimEnd()} (--verbose shows where)";
            await error.WriteLineAsync($"hyvideo: {text}").ConfigureAwait(false);
            return fault is InputException ? WrongInput : Failure;
        }
    }

    /// <summary>The tree of commands.</summary>
    internal static RootCommand CreateRoot(Option<bool> verbose)
    {
        var root = new RootCommand(
            "Makes videos from text with HunyuanVideo, and trains, checks and curates what that needs.\n\n"
            + "Example:\n  hyvideo generate \"a red circle moves to the right on a blue background\"")
        {
            GenerateCommand.Create(),
            DecodeCommand.Create(),
            ReplayCommand.Create(),
            InspectCommand.Create(),
            TokenizeCommand.Create(),
            ParityCommand.Create(),
            SynthCommand.Create(),
            TrainCommand.Create(),
            EvaluateCommand.Create(),
            CurateCommand.Create(),
            DoctorCommand.Create(),
        };
        root.Options.Add(verbose);
        root.SetAction(parsed => new HelpAction().Invoke(parsed) is var _ ? Success : Failure);
        return root;
    }

    private static List<string> FindFaults(ParseResult parsed)
    {
        var checkedFaults = parsed.CommandResult.Command is CheckedCommand command ? command.FindFaults(parsed) : [];
        return [.. ParseFaults.Describe(parsed).Concat(checkedFaults.SelectMany(Sentences)).Distinct(StringComparer.Ordinal)];
    }

    private static string[] Sentences(string message) => message.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);

    private static int Report(IEnumerable<string> faults, TextWriter error)
    {
        foreach (var fault in faults)
        {
            error.WriteLine($"hyvideo: {fault}");
        }

        return WrongInput;
    }
}
