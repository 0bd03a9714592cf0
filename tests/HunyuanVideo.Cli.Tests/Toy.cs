using System.Diagnostics;

namespace HunyuanVideo.Cli.Tests;

/// <summary>The repository and the toy model in it, and runs of the program on them.</summary>
internal static class Toy
{
    public const string Prompt = "a red circle moves to the right on a blue background";

    public static string Root { get; } = FindRoot();

    public static string Model => Path.Join(Root, "models", "toy");

    /// <summary>The shortest options that still exercise everything: five frames, two steps.</summary>
    public static string[] Short => ["--model", Model, "--frames", "5", "--steps", "2"];

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
