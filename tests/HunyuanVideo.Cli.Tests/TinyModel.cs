using HunyuanVideo.Tests.Pipelines;

[assembly: AssemblyFixture(typeof(HunyuanVideo.Cli.Tests.TinyModel))]

// Commands set libtorch's thread count, which is the process's.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace HunyuanVideo.Cli.Tests;

/// <summary>A model folder for all tests that makes 16×16 videos of 5 frames in 2 steps.</summary>
public sealed class TinyModel : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public TinyModel() => TinyModelFolder.Write(Folder);

    public string Folder => _scratch["tiny"];

    /// <summary>The arguments of a generate.</summary>
    public string[] Generate(params string[] more) => ["generate", Toy.Prompt, "--model", Folder, .. more];

    /// <summary>A copy in which a test may break things.</summary>
    public string CopyTo(string target)
    {
        foreach (var file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Join(target, Path.GetRelativePath(Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return target;
    }

    public void Dispose() => _scratch.Dispose();
}
