using System.Numerics;
using HunyuanVideo.Synthetic;

namespace HunyuanVideo.Evaluation;

/// <summary>One of the things of a clip as <see cref="PairJudge"/> sees it.</summary>
/// <param name="Colour">Its colour.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Motion">What it does.</param>
/// <param name="Start">Its centre when it is first clear, pixels of the judged frame; null if it never is.</param>
public sealed record SeenThing(ThingColour Colour, Finding<Shape> Shape, Finding<Motion> Motion, Vector2? Start);
