using System.Globalization;
using HunyuanVideo.Random;

namespace HunyuanVideo.Curation.Captions;

/// <summary>Makes texts of many lengths and orders from one caption: fields dropped and permuted. Source: spec curation §8.</summary>
public static class CaptionRenderer
{
    private const string Stream = "caption";
    private const int WordDigits = 16;

    private static readonly CaptionField[] Others = [.. Enum.GetValues<CaptionField>().Where(field => field != CaptionField.Headline)];

    /// <summary>The random numbers for one clip in one epoch.</summary>
    /// <param name="seed">What the user calls the seed.</param>
    /// <param name="clipId">32 hexadecimal digits.</param>
    /// <param name="epoch">From 0.</param>
    public static Philox RandomFor(ulong seed, string clipId, long epoch)
    {
        ArgumentNullException.ThrowIfNull(clipId);
        if (clipId.Length == 2 * WordDigits
            && ulong.TryParse(clipId.AsSpan(0, WordDigits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var high)
            && ulong.TryParse(clipId.AsSpan(WordDigits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var low))
        {
            return Philox.For(seed, Stream, high, low, (ulong)epoch);
        }

        throw new InputException($"'{clipId}' is no clip id; it has {2 * WordDigits} hexadecimal digits.");
    }

    /// <summary>One text; the same for the same three arguments. Never empty.</summary>
    /// <param name="caption">A valid caption.</param>
    /// <param name="recipe">Probabilities.</param>
    /// <param name="random">At its beginning; see <see cref="RandomFor"/>.</param>
    public static string Render(Caption caption, CaptionRecipe recipe, Philox random)
    {
        ArgumentNullException.ThrowIfNull(caption);
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentException.ThrowIfNullOrWhiteSpace(caption.Headline);
        var text = string.Join(' ', Choose(caption, recipe, random).Select(field => CaptionSentences.Of(caption, field)));
        return recipe.IsLowerCase ? Lower(text) : text;
    }

    /// <summary>The fields that are spoken of, in order.</summary>
    public static IReadOnlyList<CaptionField> Choose(Caption caption, CaptionRecipe recipe, Philox random)
    {
        ArgumentNullException.ThrowIfNull(caption);
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(random);
        var mode = random.NextUniform();
        if (mode < recipe.ShortShare)
        {
            return [CaptionField.Headline];
        }

        // Without a dense description its share falls to the texts put together from fields.
        if (mode < recipe.ShortShare + recipe.DenseShare && Has(caption, CaptionField.Dense))
        {
            return [CaptionField.Dense];
        }

        return Structured(caption, recipe, random);
    }

    private static List<CaptionField> Structured(Caption caption, CaptionRecipe recipe, Philox random)
    {
        // Every field draws, with content or not: a field more does not change what happens to the others.
        var kept = Others.Where(field => random.NextUniform() < Keep(field, recipe)).Where(field => Has(caption, field)).ToList();
        Shuffle(kept, random);
        var place = random.NextUniform() < recipe.ShortFirst ? 0 : random.NextInt(kept.Count + 1);
        kept.Insert(place, CaptionField.Headline);
        if (!kept.Contains(CaptionField.Dense))
        {
            return kept;
        }

        var dense = CaptionWords.Padded(caption.Dense!);
        if (Contains(dense, caption, CaptionField.Headline))
        {
            kept.Remove(CaptionField.Dense);
            kept[kept.IndexOf(CaptionField.Headline)] = CaptionField.Dense;      // it says the short sentence, so it stands in its place
        }

        return [.. kept.Where(field => field == CaptionField.Dense || !Contains(dense, caption, field))];
    }

    private static double Keep(CaptionField field, CaptionRecipe recipe) => field switch
    {
        CaptionField.Audio => recipe.TrainsSound ? recipe.KeepField : 0,
        CaptionField.Camera => recipe.KeepCamera,
        CaptionField.Quality or CaptionField.Source => recipe.KeepTags,
        _ => recipe.KeepField,
    };

    private static bool Has(Caption caption, CaptionField field) => CaptionSentences.Of(caption, field).Length > 0;

    private static bool Contains(string dense, Caption caption, CaptionField field) =>
        CaptionSentences.Marks(caption, field).All(mark => dense.Contains(CaptionWords.Padded(mark), StringComparison.Ordinal));

    private static void Shuffle(List<CaptionField> fields, Philox random)
    {
        for (var last = fields.Count - 1; last > 0; last--)
        {
            var other = random.NextInt(last + 1);
            (fields[last], fields[other]) = (fields[other], fields[last]);
        }
    }

    private static string Lower(string text)
    {
        var lower = text.ToLowerInvariant();
        return lower.Length > 1 && lower[^1] == '.' ? lower[..^1] : lower;
    }
}
