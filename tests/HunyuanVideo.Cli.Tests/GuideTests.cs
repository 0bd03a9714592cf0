using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using HunyuanVideo.Curation.Plugins;
using HunyuanVideo.Training.Recipes;

namespace HunyuanVideo.Cli.Tests;

/// <summary>Every command of the guides runs as it is written.</summary>
public sealed partial class GuideTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public static TheoryData<string> Guides => [.. Directory.GetFiles(Path.Join(Toy.Root, "docs", "guides"), "*.md").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Recipes => [.. Directory.GetFiles(Path.Join(Toy.Root, "recipes"), "*.json", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Toy.Root, path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Guides))]
    public async Task The_commands_of_a_guide_run(string guide)
    {
        var text = await File.ReadAllTextAsync(Path.Join(Toy.Root, "docs", "guides", guide), TestContext.Current.CancellationToken);
        var commands = string.Join('\n', BashBlock().Matches(text).Select(match => match.Groups[1].Value));
        var program = _folder["hyvideo"];
        await File.WriteAllTextAsync(
            program, $"#!/usr/bin/env bash\nexec dotnet '{Path.Join(AppContext.BaseDirectory, "hyvideo.dll")}' \"$@\"\n", TestContext.Current.CancellationToken);
        foreach (var shipped in new[] { "recipes", "policies" })
        {
            File.CreateSymbolicLink(_folder[shipped], Path.Join(Toy.Root, shipped));
        }

        var start = new ProcessStartInfo("bash") { WorkingDirectory = _folder.Path, RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var argument in new[] { "-euc", "chmod +x hyvideo\n" + commands })
        {
            start.ArgumentList.Add(argument);
        }

        using var bash = Process.Start(start)!;
        var output = bash.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = bash.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await bash.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.NotEmpty(commands);
        Assert.True(bash.ExitCode == 0, await output + await error);
    }

    [Fact]
    public void The_guide_to_plugins_names_every_key_and_every_choice_of_a_manifest()
    {
        var text = File.ReadAllText(Path.Join(Toy.Root, "docs", "guides", "curate.md"));
        var records = new[] { typeof(PluginManifest), typeof(PictureOverrides), typeof(AudioFormat) };
        var properties = records.SelectMany(record => record.GetProperties()).Where(property => property.CanWrite).ToList();
        var choices = properties.Select(property => Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType).Where(type => type.IsEnum).SelectMany(Enum.GetNames);

        var words = properties.Select(property => property.Name).Concat(choices).Select(JsonNamingPolicy.SnakeCaseLower.ConvertName);

        Assert.All(words, word => Assert.Contains($"`{word}`", text, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Recipes))]
    public void Every_recipe_loads(string recipe) => Assert.Empty(Recipe.Load(Path.Join(Toy.Root, recipe)).Faults());

    public void Dispose() => _folder.Dispose();

    [GeneratedRegex("^```bash\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex BashBlock();
}
