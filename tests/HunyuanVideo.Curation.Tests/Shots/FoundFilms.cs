using HunyuanVideo.Curation.Shots;

namespace HunyuanVideo.Curation.Tests.Shots;

/// <summary>The shots of every film with truth, found once for all tests of a class.</summary>
public sealed class FoundFilms : IAsyncLifetime
{
    internal IReadOnlyList<(TestFilms.Film Film, SourceShots Shots, FilmScore Score)> All { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        var films = TestFilms.WithTransitionsOrTraps;
        var outcomes = await ShotBatch.RunAsync(new ShotFinder(TestFilms.Tools), [.. films.Select(film => TestFilms.PathOf(film.Name))], Environment.ProcessorCount);
        All = [.. films.Zip(outcomes, (film, outcome) => (film, outcome.Film!, FilmScore.Of(film, outcome.Film!.Transitions)))];
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
