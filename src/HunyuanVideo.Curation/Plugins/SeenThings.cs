using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Plugins;

/// <summary>Joins boxes of single frames to things that last: a box continues the thing of its class that it overlaps most.</summary>
/// <param name="options">Says what overlaps, and how many things are kept.</param>
internal sealed class SeenThings(YoloxOptions options)
{
    private readonly List<Thing> _things = [];
    private int _frames;

    /// <summary>Takes the boxes of the next frame, best first.</summary>
    public void Add(IReadOnlyList<DetectedBox> boxes)
    {
        foreach (var box in boxes.Take(options.MostThings))
        {
            var known = _things.Where(thing => thing.LastFrame < _frames && thing.Best.Label == box.Label)
                .Select(thing => (Thing: thing, Shared: thing.Last.SharedWith(box.Box))).Where(pair => pair.Shared > options.MostShared)
                .OrderByDescending(pair => pair.Shared).Select(pair => pair.Thing).FirstOrDefault();
            if (known is null)
            {
                _things.Add(new Thing(box) { Last = box.Box, LastFrame = _frames, Count = 1 });
                continue;
            }

            (known.Last, known.LastFrame, known.Count) = (box.Box, _frames, known.Count + 1);
            known.Best = box.Score > known.Best.Score ? box : known.Best;
        }

        _frames++;
    }

    /// <summary>The surest things.</summary>
    public BoxRow Finish()
    {
        var things = _things.OrderByDescending(thing => thing.Best.Score).Take(options.MostThings).ToList();     // stable: of equals the first
        return new BoxRow
        {
            Frames = _frames,
            Labels = [.. things.Select(thing => thing.Best.Label)],
            Boxes = [.. things.Select(thing => thing.Best.Box).SelectMany(box => new[] { box.X0, box.Y0, box.X1, box.Y1 })],
            Scores = [.. things.Select(thing => thing.Best.Score)],
            Persistence = [.. things.Select(thing => (float)thing.Count / _frames)],
        };
    }

    private sealed class Thing(DetectedBox first)
    {
        public DetectedBox Best { get; set; } = first;

        public required PixelBox Last { get; set; }

        public required int LastFrame { get; set; }

        public required int Count { get; set; }
    }
}
