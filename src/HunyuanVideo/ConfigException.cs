namespace HunyuanVideo;

/// <summary>A configuration breaks a rule; the message names the key, its value and the mend.</summary>
public sealed class ConfigException(string message) : InputException(message);
