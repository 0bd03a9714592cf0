using System.Globalization;
using System.Text.Json;
using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Tests.Shots;

/// <summary>The films with exact truth, and what another detector finds in them.</summary>
internal static class TestFilms
{
    private static readonly JsonDocument Truth = JsonDocument.Parse(File.ReadAllText(PathOf("truth.json")));

    public static FfmpegTools Tools { get; } = FfmpegTools.Find();

    public static string PathOf(string name) => Path.Join(FindRoot(), "tests", "data", "media", name);

    /// <summary>Films that hold a transition, or a trap that looks like one.</summary>
    public static IReadOnlyList<Film> WithTransitionsOrTraps { get; } =
    [
        .. Truth.RootElement.GetProperty("files").EnumerateObject()
            .Where(file => file.Value.TryGetProperty("cuts", out _)).Select(Read)
            .Where(film => film.Cuts.Count + film.Gradual.Count > 0 || film.IsTrap),
    ];

    /// <summary>Wrong and missing cuts of the peer's adaptive detector.</summary>
    public static int PeerFaults(string name)
    {
        var row = File.ReadLines(PathOf("peers.md")).Single(line => line.StartsWith($"| `{name}` |", StringComparison.Ordinal));
        var counts = row.Split(" | ")[^6].Split('/').Select(text => int.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        return counts[1] + counts[2];
    }

    private static Film Read(JsonProperty file) => new(
        file.Name,
        file.Value.GetProperty("frames").GetInt32(),
        [.. file.Value.GetProperty("cuts").EnumerateArray().Select(cut => cut.GetInt32())],
        [.. file.Value.GetProperty("gradual").EnumerateArray().Select(item => (item.GetProperty("start").GetInt32(), item.GetProperty("end").GetInt32()))]);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Join(folder.FullName, "hyvideo.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("hyvideo.slnx is in no folder above the tests.");
        }

        return folder.FullName;
    }

    public sealed record Film(string Name, int Frames, IReadOnlyList<int> Cuts, IReadOnlyList<(int First, int Last)> Gradual)
    {
        public bool IsTrap => Name.Contains("nocut", StringComparison.Ordinal);
    }
}
