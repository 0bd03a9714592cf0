namespace HunyuanVideo;

/// <summary>A weight file is damaged or belongs to another model; the message names file, tensor and mend.</summary>
public sealed class WeightFormatException(string message) : InputException(message);
