namespace HunyuanVideo.Synthetic;

/// <summary>What a thing looks like. Every shape lies inside the circle of its thing's radius. Source: spec product §3.</summary>
public enum Shape
{
    /// <summary>A disc.</summary>
    Circle,

    /// <summary>A square that rests on its side.</summary>
    Square,

    /// <summary>An equilateral triangle, one tip up.</summary>
    Triangle,

    /// <summary>A five-pointed star, one tip up.</summary>
    Star,

    /// <summary>A disc with a round hole of half its radius.</summary>
    Ring,

    /// <summary>An upright rhombus, narrower than high, so that a square on its corner is no diamond.</summary>
    Diamond,
}
