using HunyuanVideo.Pipelines;

namespace HunyuanVideo.Training.Recipes;

/// <summary>Teaches a student with a guidance input to predict in one pass what its teacher predicts in two. Source: paper §5.4, spec training §7.1.</summary>
public sealed record DistillationRecipe : LatentRecipe
{
    /// <summary>Folder of the teacher's transformer: one without guidance input, or a student, which teaches what it predicts at guidance 1.</summary>
    public required string Teacher { get; init; }

    /// <summary>Smallest guidance that is drawn.</summary>
    public double LeastGuidance { get; init; } = 1;

    /// <summary>Largest guidance that is drawn.</summary>
    public double MostGuidance { get; init; } = 8;

    /// <summary>What is wrong while the teacher is not trained; names the recipe beside this one that makes it.</summary>
    /// <param name="path">This recipe's file.</param>
    public IEnumerable<string> TeacherFaults(string path)
    {
        if (Directory.Exists(Teacher))
        {
            yield break;
        }

        var maker = Directory.EnumerateFiles(Path.GetDirectoryName(Path.GetFullPath(path))!, "*.json").Order(StringComparer.Ordinal).FirstOrDefault(MakesTeacher);
        var train = maker is null ? "train it" : $"train {Path.Join(Path.GetDirectoryName(path), Path.GetFileName(maker))}";
        yield return $"{path}: its teacher {Teacher} is not there; {train} first.";
    }

    private bool MakesTeacher(string path)
    {
        try
        {
            return Load(path) is TransformerRecipe made && Path.GetFullPath(Path.Join(made.ResultFolder(), ModelLayout.Transformer)) == Path.GetFullPath(Teacher);
        }
        catch (InputException)
        {
            return false;       // somebody else's file
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<string> Faults() => base.Faults().Concat(OwnFaults());

    private IEnumerable<string> OwnFaults()
    {
        if (!(LeastGuidance >= 1) || !(MostGuidance >= LeastGuidance) || MostGuidance > 1000)
        {
            yield return $"least_guidance {LeastGuidance} and most_guidance {MostGuidance} must be within 1…1000 and in this order.";
        }
    }
}
