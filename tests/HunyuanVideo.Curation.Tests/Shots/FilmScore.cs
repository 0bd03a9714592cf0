using HunyuanVideo.Curation.Shots;

namespace HunyuanVideo.Curation.Tests.Shots;

/// <summary>Answers against truth: a cut is right within a frame and each truth is used once; a gradual transition is found if the intervals overlap.</summary>
internal sealed record FilmScore(int Right, int Wrong, int Missing, int GradualFound, int GradualWrong)
{
    private const int Tolerance = 1;

    public static FilmScore Of(TestFilms.Film film, IReadOnlyList<Transition> answers)
    {
        var open = film.Cuts.ToList();
        var cuts = answers.Where(answer => answer.Kind == TransitionKind.Cut).ToList();
        var right = cuts.Count(cut => open.FindIndex(truth => Math.Abs(truth - cut.First) <= Tolerance) is var at and >= 0 && open.Remove(open[at]));
        var gradual = answers.Where(answer => answer.Kind != TransitionKind.Cut).ToList();
        return new FilmScore(
            right,
            cuts.Count - right,
            film.Cuts.Count - right,
            film.Gradual.Count(truth => gradual.Any(answer => Meets(answer, truth))),
            gradual.Count(answer => !film.Gradual.Any(truth => Meets(answer, truth))));
    }

    private static bool Meets(Transition answer, (int First, int Last) truth) => answer.First <= truth.Last && truth.First <= answer.Last;
}
