namespace HunyuanVideo.Curation.Picture;

/// <summary>A side of the picture that a border may cover.</summary>
internal enum PictureSide
{
    Left,
    Top,
    Right,
    Bottom,
}
