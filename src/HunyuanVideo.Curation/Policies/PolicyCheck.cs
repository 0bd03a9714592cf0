using System.Globalization;
using System.Text.RegularExpressions;
using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Policies;

/// <summary>What is wrong with a policy before any table is looked at.</summary>
internal static partial class PolicyCheck
{
    private const int FrameStep = 4;

    public static IEnumerable<string> Faults(Policy policy)
    {
        if (!SetName().IsMatch(policy.Set))
        {
            yield return $"set '{OneLine.Text(policy.Set)}' is no name; use up to 64 small letters, digits and hyphens.";
        }

        if (policy.Unit is not (PolicyUnits.Clip or PolicyUnits.Image))
        {
            yield return $"unit '{policy.Unit}' is unknown; use clip or image.";
        }

        foreach (var twice in policy.Rules.GroupBy(rule => rule.Name, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            yield return $"two rules have the name '{twice.Key}'; rename one.";
        }

        foreach (var fault in policy.Rules.SelectMany(rule => RuleFaults(rule)).Concat(BalanceFaults(policy.Balance)).Concat(OutputFaults(policy.Output)))
        {
            yield return fault;
        }

        if (policy.Aim?.ShareOfFrom is { } share && share is not (> 0 and <= 1))
        {
            yield return $"aim.share_of_from {Text(share)} is outside of 0…1.";
        }
    }

    private static IEnumerable<string> RuleFaults(PolicyRule rule)
    {
        var bounds = (rule.Min ?? rule.Max) is null ? 0 : 1;
        bounds += (rule.Is is null ? 0 : 1) + (rule.In is null ? 0 : 1);
        if (rule.Name.Length == 0)
        {
            yield return "a rule has an empty name; name it.";
        }

        if ((rule.Column is null) == (rule.Any is null))
        {
            yield return $"rule '{rule.Name}' needs either 'column' or 'any'.";
        }
        else if (rule.Column is not null && bounds != 1)
        {
            yield return $"rule '{rule.Name}' needs one of min/max, is, in.";
        }
        else if (rule.Any is not null && (bounds > 0 || rule.Otherwise is not null || rule.Any.Count == 0))
        {
            yield return $"rule '{rule.Name}' has 'any': give it rules there and no bounds of its own.";
        }

        if (rule.Min > rule.Max)
        {
            yield return $"rule '{rule.Name}' asks for min {Text(rule.Min.Value)} above max {Text(rule.Max!.Value)}; exchange them.";
        }

        if (!PolicyMissing.All.Contains(rule.Missing, StringComparer.Ordinal))
        {
            yield return $"rule '{rule.Name}' has missing '{rule.Missing}'; use hold, pass or fail.";
        }

        foreach (var fault in (rule.Any ?? []).Concat(rule.Otherwise is { } other ? [other] : []).SelectMany(RuleFaults))
        {
            yield return fault;
        }
    }

    private static IEnumerable<string> BalanceFaults(PolicyBalance? balance)
    {
        if (balance is null)
        {
            yield break;
        }

        if (balance.Beta is not (>= 0 and <= 1))
        {
            yield return $"balance.beta {Text(balance.Beta)} is outside of 0…1.";
        }

        if (balance.Cap != PolicyBalance.MedianCap && !(double.TryParse(balance.Cap, NumberStyles.Float, CultureInfo.InvariantCulture, out var cap) && cap > 0))
        {
            yield return $"balance.cap '{balance.Cap}' is neither 'median' nor a positive number.";
        }

        if (balance.Mode is not (PolicyBalance.SampleMode or PolicyBalance.WeightMode))
        {
            yield return $"balance.mode '{balance.Mode}' is unknown; use sample or weight.";
        }
    }

    private static IEnumerable<string> OutputFaults(PolicyOutput? output)
    {
        if (output is null)
        {
            yield break;
        }

        if (output.Area.Count != 2 || output.Area.Any(side => side is < 16 or > 8192))
        {
            yield return "output.area needs two sides of 16 to 8192 pixels.";
        }

        if (output.Frames.Count == 0 || output.Frames.Any(frames => frames < 1 || frames % FrameStep != 1))
        {
            yield return $"output.frames [{string.Join(", ", output.Frames)}] are not all lengths of 4n + 1; choose such, for example 17.";
        }

        if (output.Fps is not (> 0 and <= 240))
        {
            yield return $"output.fps {Text(output.Fps)} is not above 0 and up to 240; choose such a value.";
        }

        if (output.Audio is not ("none" or "keep" or "keep_if_good"))
        {
            yield return $"output.audio '{output.Audio}' is unknown; use none, keep or keep_if_good.";
        }

        if (output.Crf is < 0 or > 51)
        {
            yield return $"output.crf {output.Crf} is outside of 0…51; choose a value within.";
        }

        if (output.Aspects.Count == 0 || output.Aspects.Any(aspect => !Aspect().IsMatch(aspect)))
        {
            yield return $"output.aspects [{string.Join(", ", output.Aspects)}] must be like 16:9.";
        }
    }

    private static string Text(double value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,63}$")]
    private static partial Regex SetName();

    [GeneratedRegex("^[1-9][0-9]{0,2}:[1-9][0-9]{0,2}$")]
    private static partial Regex Aspect();
}
