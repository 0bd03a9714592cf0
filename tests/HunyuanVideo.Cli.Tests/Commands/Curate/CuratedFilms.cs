using HunyuanVideo.Cli.Tests.Commands.Curate;

[assembly: AssemblyFixture(typeof(CuratedFilms))]

namespace HunyuanVideo.Cli.Tests.Commands.Curate;

/// <summary>A folder of films with hostile names and faults, curated once for all tests that ask for it.</summary>
public sealed class CuratedFilms : IDisposable
{
    /// <summary>Would start a program, break a line or end an argument wherever a name is trusted.</summary>
    public const string Quoted = "it's \"quoted\" $(touch x)\n--help.mp4";

    public const string Dashed = "-leading dash.mp4";

    private readonly ScratchFolder _scratch = new();
    private readonly Lazy<Task<Toy.Outcome>> _run;

    public CuratedFilms()
    {
        _run = new Lazy<Task<Toy.Outcome>>(() =>
        {
            Directory.CreateDirectory(Folder);
            AddTo(Folder, "dup-a.mp4", "dup-a.mp4");
            AddTo(Folder, "dup-b-small-dark.mp4", Quoted);
            AddTo(Folder, "camera-zoom-in.mp4", Dashed);
            AddTo(Folder, "zero-bytes.mp4", "zero\nbytes.mp4");
            AddTo(Folder, "playlist.mp4", "playlist.mp4");
            AddTo(Folder, "audio-only.mp4", "--audio only.mp4");
            return Toy.RunAsync("curate", "run", Folder, "--out", _scratch["curation"], "--policy", Policies);
        });
    }

    public static string Policies { get; } = Path.Join(Toy.Root, "policies", "toy");

    /// <summary>The films.</summary>
    public string Folder => _scratch["films"];

    /// <summary>What the run said.</summary>
    internal Task<Toy.Outcome> RunAsync() => _run.Value;

    /// <summary>A curation of its own for a test that changes it.</summary>
    internal async Task<string> CopyToAsync(ScratchFolder target)
    {
        Assert.Equal(0, (await RunAsync()).Code);
        foreach (var file in Directory.EnumerateFiles(_scratch["curation"], "*", SearchOption.AllDirectories))
        {
            var copy = Path.Join(target["curation"], Path.GetRelativePath(_scratch["curation"], file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return target["curation"];
    }

    /// <summary>Copies a film of the test data.</summary>
    internal static void AddTo(string folder, string film, string name) => File.Copy(Path.Join(Toy.Root, "tests", "data", "media", film), Path.Join(folder, name));

    public void Dispose() => _scratch.Dispose();
}
