namespace HunyuanVideo.Curation.Captions;

/// <summary>How captions become texts to train on. Source: spec curation §8.</summary>
public sealed record CaptionRecipe
{
    /// <summary>The usual one.</summary>
    public static CaptionRecipe Default { get; } = new();

    /// <summary>Texts as the toy world writes them: lower case, no final full stop.</summary>
    public static CaptionRecipe Toy { get; } = new() { IsLowerCase = true };

    /// <summary>Share of texts that are the short sentence alone.</summary>
    public double ShortShare { get; init; } = 0.2;

    /// <summary>Share of texts that are the dense description alone; the rest is put together from fields.</summary>
    public double DenseShare { get; init; } = 0.3;

    /// <summary>Probability that a field is kept.</summary>
    public double KeepField { get; init; } = 0.7;

    /// <summary>The same of the camera.</summary>
    public double KeepCamera { get; init; } = 0.8;

    /// <summary>The same of the tags of quality and origin.</summary>
    public double KeepTags { get; init; } = 0.3;

    /// <summary>Probability that the short sentence comes first.</summary>
    public double ShortFirst { get; init; } = 0.7;

    /// <summary>Whether the set trains sound; else it is never spoken of.</summary>
    public bool TrainsSound { get; init; }

    /// <summary>Lower case and no final full stop.</summary>
    public bool IsLowerCase { get; init; }

    /// <summary>Checks the numbers.</summary>
    /// <exception cref="InputException">A share is outside 0 … 1, or the shares of both modes exceed 1.</exception>
    public void Validate()
    {
        var shares = new[] { (nameof(ShortShare), ShortShare), (nameof(DenseShare), DenseShare), (nameof(KeepField), KeepField), (nameof(KeepCamera), KeepCamera), (nameof(KeepTags), KeepTags), (nameof(ShortFirst), ShortFirst) };
        foreach (var (name, share) in shares)
        {
            if (!(share >= 0 && share <= 1))
            {
                throw new InputException(FormattableString.Invariant($"the caption recipe's {name} is {share}; give a number from 0 to 1."));
            }
        }

        if (ShortShare + DenseShare > 1)
        {
            throw new InputException(FormattableString.Invariant($"the caption recipe's ShortShare {ShortShare} and DenseShare {DenseShare} exceed 1 together; lower one."));
        }
    }
}
