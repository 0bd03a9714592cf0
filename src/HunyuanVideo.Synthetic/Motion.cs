namespace HunyuanVideo.Synthetic;

/// <summary>What a thing does from the first frame to the last. Source: spec product §3.</summary>
public enum Motion
{
    /// <summary>Nothing.</summary>
    Still,

    /// <summary>Moves to the left.</summary>
    Left,

    /// <summary>Moves to the right.</summary>
    Right,

    /// <summary>Moves up.</summary>
    Up,

    /// <summary>Moves down.</summary>
    Down,

    /// <summary>Moves along a diagonal, in one of four directions.</summary>
    Diagonal,

    /// <summary>Flies and is thrown back by the edges of the frame, with a sound at each collision.</summary>
    Bounces,

    /// <summary>Goes once round a circle.</summary>
    Circles,

    /// <summary>Grows from half its radius to one and a half.</summary>
    Grows,

    /// <summary>Shrinks from one and a half of its radius to a half.</summary>
    Shrinks,

    /// <summary>Turns about its centre; never a circle or a ring, on which it could not be seen.</summary>
    Spins,

    /// <summary>Appears.</summary>
    FadesIn,

    /// <summary>Disappears.</summary>
    FadesOut,
}
