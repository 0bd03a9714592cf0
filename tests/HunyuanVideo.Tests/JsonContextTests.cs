using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using HunyuanVideo.Training;

namespace HunyuanVideo.Tests;

/// <summary>
/// A source-generated reader assigns every init-only property, absent ones to zero, so a default written at such a
/// property silently never holds. Read such types by reflection, or make the property required.
/// </summary>
public sealed class JsonContextTests
{
    public static TheoryData<Type> Contexts =>
        [.. typeof(TrainingRun).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(JsonSerializerContext)))];

    [Theory]
    [MemberData(nameof(Contexts))]
    public void No_source_generated_reader_loses_a_default(Type context)
    {
        var instance = (JsonSerializerContext)context.GetProperty("Default")!.GetValue(null)!;
        var roots = context.GetCustomAttributesData()
            .Where(data => data.AttributeType == typeof(JsonSerializableAttribute))
            .Select(data => (Type)data.ConstructorArguments[0].Value!);

        var lost = roots.SelectMany(root => Reachable(root, instance, [])).SelectMany(LostDefaults).ToList();

        Assert.Empty(lost);
    }

    private static IEnumerable<Type> Reachable(Type type, JsonSerializerContext context, HashSet<Type> seen)
    {
        if (context.GetTypeInfo(type) is not { } info || !seen.Add(type))
        {
            return [];
        }

        var parts = info.ElementType is { } element ? [element] : info.Properties.Select(property => property.PropertyType);
        parts = parts.Concat(info.PolymorphismOptions?.DerivedTypes.Select(derived => derived.DerivedType) ?? []);
        IEnumerable<Type> itself = info.Kind == JsonTypeInfoKind.Object ? [type] : [];
        return itself.Concat(parts.SelectMany(part => Reachable(part, context, seen)));
    }

    private static IEnumerable<string> LostDefaults(Type type) =>
        type.GetConstructor(Type.EmptyTypes) is null
            ? []
            : type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(property => property.SetMethod?.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) == true)
                .Where(property => !property.IsDefined(typeof(RequiredMemberAttribute)) && !property.IsDefined(typeof(JsonRequiredAttribute)))
                .Where(property => !Equals(property.GetValue(Activator.CreateInstance(type)), Zero(property.PropertyType)))
                .Select(property => $"{type.Name}.{property.Name}");

    private static object? Zero(Type type) => type.IsValueType ? Activator.CreateInstance(type) : null;
}
