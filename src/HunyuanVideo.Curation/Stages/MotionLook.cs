using HunyuanVideo.Curation.Alike;
using HunyuanVideo.Curation.Motion;

namespace HunyuanVideo.Curation.Stages;

/// <summary>A clip's motion as far as its look takes part of it.</summary>
internal static class MotionLook
{
    private const double LeastSpeed = 0.6;    // % of the diagonal per second; below nothing moves
    private const double FastSpeed = 10;      // the border between slow and fast

    /// <summary>Shares of time by direction and speed, and the mean of the camera's way.</summary>
    public static LookMotion Of(ClipMotion motion)
    {
        var directions = new double[LookMotion.DirectionCount * LookMotion.SpeedCount];
        var seconds = motion.Pairs.Sum(pair => pair.Seconds);
        foreach (var pair in motion.Pairs)
        {
            var speed = pair.Global.Shift / pair.Seconds;
            if (speed >= LeastSpeed)
            {
                directions[Direction(pair.Global) + (speed >= FastSpeed ? LookMotion.DirectionCount : 0)] += pair.Seconds / seconds;
            }
        }

        return new LookMotion
        {
            Directions = [.. directions.Select(share => (float)share)],
            Zoom = (float)(100 * motion.Pairs.Sum(pair => pair.Global.Zoom) / seconds),
            PanX = (float)(motion.Pairs.Sum(pair => pair.Global.X) / seconds),
            PanY = (float)(motion.Pairs.Sum(pair => pair.Global.Y) / seconds),
            FrozenShare = motion.Row.FrozenShare,
        };
    }

    private static int Direction(SimilarityMotion motion)
    {
        var eighths = Math.Atan2(motion.Y, motion.X) / (2 * Math.PI) * LookMotion.DirectionCount;
        return ((int)Math.Round(eighths) + LookMotion.DirectionCount) % LookMotion.DirectionCount;
    }
}
