namespace HunyuanVideo.Curation.Plugins;

/// <summary>What a plug-in's model gives where probabilities are wanted: exports differ, and numbers do not tell.</summary>
public enum PluginAnswers
{
    /// <summary>Any numbers, before the sigmoid or softmax.</summary>
    Logits,

    /// <summary>Numbers of 0…1, behind it.</summary>
    Probabilities,
}
