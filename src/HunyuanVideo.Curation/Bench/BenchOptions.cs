namespace HunyuanVideo.Curation.Bench;

/// <summary>Sizes of the bench.</summary>
public sealed record BenchOptions
{
    /// <summary>Rows to decide.</summary>
    public int Rows { get; init; } = 1_000_000;

    /// <summary>Clips to search for copies.</summary>
    public int Clips { get; init; } = 20_000;

    /// <summary>Vectors to cluster.</summary>
    public int Vectors { get; init; } = 50_000;

    /// <summary>Shots of the film to cut.</summary>
    public int Shots { get; init; } = 120;

    /// <summary>Clips of each move of the camera.</summary>
    public int Moves { get; init; } = 40;

    /// <summary>Films of each kind of motion.</summary>
    public int Motions { get; init; } = 40;

    /// <summary>Clips of each kind of sound.</summary>
    public int Sounds { get; init; } = 50;

    /// <summary>Pictures with text, and as many without.</summary>
    public int Renders { get; init; } = 300;

    /// <summary>Seed of all that is drawn.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>All sizes but <see cref="Rows"/> times a factor, none below what its case needs.</summary>
    public BenchOptions Scaled(double factor)
    {
        int Of(int size, int least) => Math.Max(least, (int)Math.Round(size * factor));
        return this with
        {
            Clips = Of(Clips, 100),
            Vectors = Of(Vectors, 500),
            Shots = Of(Shots, 3),
            Moves = Of(Moves, 3),
            Motions = Of(Motions, 3),
            Sounds = Of(Sounds, 5),
            Renders = Of(Renders, 50),
        };
    }
}
