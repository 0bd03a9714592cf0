namespace HunyuanVideo.Synthetic;

/// <summary>The words of the toy world. The first of several phrases is the plainest.</summary>
internal static class Phrases
{
    /// <summary>What a thing does, third person: "moves to the right".</summary>
    public static IReadOnlyList<string> Of(Motion motion) => motion switch
    {
        Motion.Still => ["stays still", "does not move", "rests in its place"],
        Motion.Left => ["moves to the left", "moves left", "slides to the left"],
        Motion.Right => ["moves to the right", "moves right", "slides to the right"],
        Motion.Up => ["moves up", "rises", "slides up"],
        Motion.Down => ["moves down", "sinks", "slides down"],
        Motion.Diagonal => ["moves along a diagonal", "moves diagonally", "slides along a diagonal"],
        Motion.Bounces => ["bounces", "bounces around", "bounces off the edges"],
        Motion.Circles => ["moves in a circle", "goes around in a circle", "circles around"],
        Motion.Grows => ["grows", "gets bigger", "becomes larger"],
        Motion.Shrinks => ["shrinks", "gets smaller", "becomes smaller"],
        Motion.Spins => ["spins", "rotates", "turns around itself"],
        Motion.FadesIn => ["fades in", "appears slowly", "slowly becomes visible"],
        Motion.FadesOut => ["fades out", "disappears slowly", "slowly vanishes"],
        _ => throw new ArgumentOutOfRangeException(nameof(motion), motion, null),
    };

    /// <summary>What the camera does, a sentence.</summary>
    public static IReadOnlyList<string> Of(CameraMove move) => move switch
    {
        CameraMove.Static => ["the camera is static", "the camera does not move", "static camera"],
        CameraMove.PanLeft => ["the camera pans left", "the camera pans to the left", "pan left"],
        CameraMove.PanRight => ["the camera pans right", "the camera pans to the right", "pan right"],
        CameraMove.TiltUp => ["the camera tilts up", "the camera tilts upwards", "tilt up"],
        CameraMove.TiltDown => ["the camera tilts down", "the camera tilts downwards", "tilt down"],
        CameraMove.ZoomIn => ["the camera zooms in", "the camera slowly zooms in", "zoom in"],
        CameraMove.ZoomOut => ["the camera zooms out", "the camera slowly zooms out", "zoom out"],
        _ => throw new ArgumentOutOfRangeException(nameof(move), move, null),
    };

    /// <summary>How it is lit, a sentence.</summary>
    public static IReadOnlyList<string> Of(Light light) => light switch
    {
        Light.Even => ["the light is even", "even light", "everything is evenly lit"],
        Light.Vignette => ["the corners are dark", "the picture darkens towards the corners", "dark corners"],
        Light.Flicker => ["the light flickers", "the light goes bright and dim", "flickering light"],
        _ => throw new ArgumentOutOfRangeException(nameof(light), light, null),
    };

    /// <summary>Where the first thing is, seen from the second: "to the left of".</summary>
    public static string Of(Relation relation) => relation switch
    {
        Relation.LeftOf => "to the left of",
        Relation.RightOf => "to the right of",
        Relation.Above => "above",
        Relation.Below => "below",
        _ => throw new ArgumentOutOfRangeException(nameof(relation), relation, null),
    };

    /// <summary>The background without article: "blue striped background".</summary>
    public static string Of(Background background) => background.Pattern switch
    {
        Pattern.Plain => $"{Of(background.Colour)} background",
        Pattern.Gradient => $"{Of(background.Colour)} gradient background",
        Pattern.Stripes => $"{Of(background.Colour)} striped background",
        Pattern.Checks => $"{Of(background.Colour)} checked background",
        _ => throw new ArgumentOutOfRangeException(nameof(background), background, null),
    };

    /// <summary>The member's name in lower case: the names of shapes, colours and sizes are words.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    /// <summary>"an orange circle", "a red circle".</summary>
    public static string WithArticle(string words) => words[0] is 'a' or 'e' or 'i' or 'o' or 'u' ? $"an {words}" : $"a {words}";
}
