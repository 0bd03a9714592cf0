using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Text;

/// <summary>The outcome of the text stage for one clip.</summary>
/// <param name="Row">What is stored.</param>
/// <param name="Boxes">Places with text, in shown pixels of the source, without doubles: obstacles for the crop.</param>
public sealed record TextFindings(TextRow Row, IReadOnlyList<PixelBox> Boxes);
