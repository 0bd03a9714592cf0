namespace HunyuanVideo.Curation.Decoding;

/// <summary>What else of a decode is kept in files, so that the film need not be decoded again for it.</summary>
/// <param name="ViewFilter">Makes the larger picture of each frame; the small one is made from it.</param>
/// <param name="ViewPath">Takes the larger pictures, one behind the other.</param>
/// <param name="PlaneFilter">Chooses a few frames and makes their planes.</param>
/// <param name="PlanePath">Takes the planes.</param>
/// <param name="MostFrames">Decoding ends behind so many: the film holds more than it promised, and files must not grow with it.</param>
internal sealed record KeptPictures(string ViewFilter, string ViewPath, string PlaneFilter, string PlanePath, int MostFrames);
