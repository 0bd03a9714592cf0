using System.Reflection;
using System.Text.Json.Serialization;
using HunyuanVideo.Training;

namespace HunyuanVideo.Tests.Architecture;

/// <summary>Floors of the library in its compiled form, where also names without a <c>using</c> show.</summary>
public sealed class DependencyTests
{
    private const string Root = "HunyuanVideo";

    private static readonly Type[] Types = typeof(TrainingRun).Assembly.GetTypes();

    /// <summary>Floor of each folder; folders of one floor do not know one another, those of the highest are a chain.</summary>
    private static readonly Dictionary<string, double> Floors = new(StringComparer.Ordinal)
    {
        ["Tensors"] = 0,
        ["Weights"] = 1,
        ["Tokenizers"] = 1,
        ["Diffusion"] = 1,
        ["Media"] = 1,
        ["TextEncoders"] = 2,
        ["Vae"] = 2,
        ["Transformer"] = 2,
        ["Pipelines"] = 3.1,
        ["Evaluation"] = 3.2,
        ["Training"] = 3.3,
        ["Parity"] = 3.4,
    };

    [Fact]
    public void Every_folder_has_a_floor() =>
        Assert.All(Types.Select(FolderOf).OfType<string>().Distinct(), folder => Assert.Contains(folder, Floors.Keys));

    [Fact]
    public void No_compiled_type_uses_a_folder_beside_or_above_its_own()
    {
        var faults = Types.Where(type => FolderOf(type) is not null)
            .SelectMany(type => TypeUses.Of(type).Select(used => (User: type, Used: used)))
            .Where(use => FolderOf(use.Used) is { } folder && folder != FolderOf(use.User) && Floors[folder] >= Floors[FolderOf(use.User)!])
            .Select(use => $"{use.User.FullName} uses {use.Used.FullName}")
            .Distinct();

        Assert.Empty(faults);
    }

    [Fact]
    public void The_root_uses_no_folder() =>
        Assert.DoesNotContain(Types.Where(type => type.Namespace == Root).SelectMany(TypeUses.Of), used => FolderOf(used) is not null);

    [Fact]
    public void No_two_folders_of_the_trainer_use_one_another()
    {
        var uses = Types.Where(type => SubfolderOf(type) is not null)
            .SelectMany(type => TypeUses.Of(type).Select(used => (From: SubfolderOf(type)!, To: SubfolderOf(used))))
            .Where(use => use.To is not null && use.To != use.From)
            .Select(use => (use.From, To: use.To!))
            .ToHashSet();

        Assert.DoesNotContain(uses, use => uses.Contains((use.To, use.From)));
    }

    [Fact]
    public void No_type_keeps_static_state_that_changes()
    {
        const BindingFlags Statics = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        var written = Types.Where(type => type.Namespace?.StartsWith(Root, StringComparison.Ordinal) == true
            && !IsMadeByTheCompiler(type.Name) && !type.IsSubclassOf(typeof(JsonSerializerContext)));

        var changing = written.SelectMany(type => type.GetFields(Statics))
            .Where(field => !field.IsInitOnly && !field.IsLiteral && !IsMadeByTheCompiler(field.Name));

        Assert.Empty(changing.Select(field => $"{field.DeclaringType}.{field.Name}"));
    }

    private static bool IsMadeByTheCompiler(string name) => name.Contains('<', StringComparison.Ordinal);

    private static string? FolderOf(Type type) =>
        type.Assembly == Types[0].Assembly && type.Namespace?.StartsWith(Root + ".", StringComparison.Ordinal) == true ? type.Namespace.Split('.')[1] : null;

    private static string? SubfolderOf(Type type) => FolderOf(type) == "Training" && type.Namespace!.Split('.') is [_, _, var sub, ..] ? sub : null;
}
