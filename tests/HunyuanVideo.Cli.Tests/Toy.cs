using System.Diagnostics;

namespace HunyuanVideo.Cli.Tests;

/// <summary>Runs of the program, in this process or in one of their own.</summary>
internal static class Toy
{
    public const string Prompt = "a red circle moves to the right on a blue background";

    public static string Root { get; } = FindRoot();

    /// <summary>Runs a command line in this process.</summary>
    public static async Task<Outcome> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = await CommandLine.RunAsync(arguments, output, error, TestContext.Current.CancellationToken);
        return new Outcome(code, output.ToString(), error.ToString());
    }

    /// <summary>Starts the program as a process of its own.</summary>
    public static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Join(AppContext.BaseDirectory, "hyvideo.dll"));
        Array.ForEach(arguments, start.ArgumentList.Add);
        return Process.Start(start)!;
    }

    /// <summary>Waits for the end of a started program.</summary>
    public static async Task<Outcome> EndAsync(Process process)
    {
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new Outcome(process.ExitCode, await output, await error);
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Join(folder.FullName, "hyvideo.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("hyvideo.slnx is in no folder above the tests.");
        }

        return folder.FullName;
    }

    public sealed record Outcome(int Code, string Output, string Error)
    {
        public string[] Errors => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
