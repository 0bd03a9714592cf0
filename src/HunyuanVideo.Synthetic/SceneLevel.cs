namespace HunyuanVideo.Synthetic;

/// <summary>How much of the toy world a scene uses. Source: spec product §3.</summary>
public enum SceneLevel
{
    /// <summary>One thing, plain background, one motion, static camera, even light.</summary>
    Level1 = 1,

    /// <summary>One or two things, with sizes, relations and patterned backgrounds.</summary>
    Level2 = 2,

    /// <summary>As level 2, with a moving camera, special light, or both.</summary>
    Level3 = 3,
}
