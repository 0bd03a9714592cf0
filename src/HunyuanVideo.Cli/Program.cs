using HunyuanVideo.Training;
using HunyuanVideo.Training.Recipes;

var recipe = Recipe.Load(args[1]);
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) => { e.Cancel = true; stop.Cancel(); };
var last = 0L;
TrainingRun.Execute(recipe, args[2], new Show(p =>
{
    if (p.Step % 20 == 0 || last == 0)
    {
        last = p.Step;
        Console.Error.WriteLine($"{p.Step}/{p.Steps} loss {p.Loss:F4} {p.StepsPerSecond:F2}/s left {p.TimeLeft:hh\\:mm\\:ss}");
    }
}), stop.Token);
return 0;

sealed class Show(Action<TrainingProgress> a) : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value) => a(value);
}
