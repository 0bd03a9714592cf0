using System.Reflection;
using System.Runtime.CompilerServices;
using Parquet.Schema;

namespace HunyuanVideo.Curation.Store;

/// <summary>One column of a table: a property of the row record.</summary>
internal sealed class TableColumn
{
    // Types of a column and what DuckDB calls them.
    private static readonly Dictionary<Type, string> SqlTypes = new()
    {
        [typeof(string)] = "VARCHAR",
        [typeof(bool)] = "BOOLEAN",
        [typeof(sbyte)] = "TINYINT",
        [typeof(short)] = "SMALLINT",
        [typeof(int)] = "INTEGER",
        [typeof(long)] = "BIGINT",
        [typeof(ulong)] = "UBIGINT",
        [typeof(float)] = "FLOAT",
        [typeof(double)] = "DOUBLE",
    };

    private TableColumn(string name, PropertyInfo property, Type element, bool isList, bool isNullable)
    {
        (Name, Property, Element, IsList) = (name, property, element, isList);
        SqlType = SqlTypes[element] + (isList ? "[]" : "");
        Field = isList ? new ListField(name, new DataField("element", element, isNullable: false)) : new DataField(name, element, isNullable);
    }

    /// <summary>Its name in the files.</summary>
    public string Name { get; }

    /// <summary>The property it comes from.</summary>
    public PropertyInfo Property { get; }

    /// <summary>Type of a value, or of a list's element.</summary>
    public Type Element { get; }

    /// <summary>Whether a value is a list.</summary>
    public bool IsList { get; }

    /// <summary>Whether every program wrote it; one that is not is missing in parts of a program that did not know it. So a column that is added later is never <c>required</c>.</summary>
    public bool IsRequired => Property.IsDefined(typeof(RequiredMemberAttribute));

    /// <summary>Its type in SQL.</summary>
    public string SqlType { get; }

    /// <summary>Its type in Parquet.</summary>
    public Field Field { get; }

    public static TableColumn Of(PropertyInfo property, string name, NullabilityInfoContext nullability)
    {
        var type = property.PropertyType;
        var isList = type.IsArray;
        var element = isList ? type.GetElementType()! : Nullable.GetUnderlyingType(type) ?? type;
        if (!SqlTypes.ContainsKey(element))
        {
            throw new NotSupportedException($"{property.DeclaringType}.{property.Name} is a {type.Name}; a column is a string, a number, a bool or an array of them.");
        }

        var isNullable = Nullable.GetUnderlyingType(type) is not null
            || (!type.IsValueType && nullability.Create(property).ReadState == NullabilityState.Nullable);
        return new TableColumn(name, property, element, isList, isNullable);
    }

    /// <summary>The value of a row, checked: NaN is no measurement.</summary>
    public object? Read(object row)
    {
        var value = Property.GetValue(row);
        return value switch
        {
            float number when !float.IsFinite(number) => throw NotFinite(row, number),
            double number when !double.IsFinite(number) => throw NotFinite(row, number),
            float[] numbers when Array.FindIndex(numbers, number => !float.IsFinite(number)) is >= 0 and var at => throw NotFinite(row, numbers[at]),
            _ => value,
        };
    }

    private ArithmeticException NotFinite(object row, double number) =>
        new(FormattableString.Invariant($"{Property.DeclaringType!.Name}.{Property.Name} is {number} in {row}; what cannot be measured is null."));
}
