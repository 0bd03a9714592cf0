using HunyuanVideo.Curation.Plugins;

namespace HunyuanVideo.Curation.Tests.Plugins;

/// <summary>A folder with a plug-in of every kind whose answer follows from its input by a sum or two.</summary>
internal static class SmallPlugins
{
    public const string Clear = """{"kind":"clarity","name":"bright","version":"1","picture":{"width":8,"height":8,"mean":[0,0,0],"std":[1,1,1]}}""";

    public const string Camera = """{"kind":"camera","name":"still","version":"2","answers":"logits","picture":{"width":8,"height":8,"frames":4}}""";

    public const string Dover = """{"kind":"dover","name":"mean","version":"1","outputs":{"aesthetic":"aesthetic_score","technical":"technical_score"},"picture":{"width":28,"height":28,"frames":4,"mean":[0,0,0],"std":[255,255,255]}}""";

    public const string Boxes = """{"kind":"yolox","name":"corner","version":"1","labels":"labels.txt","picture":{"width":64,"height":64}}""";

    public const string Tags = """{"kind":"audio-tags","name":"musical","version":"1","answers":"logits","labels":"labels.txt","audio":{"layout":"batch","samples":16000}}""";

    public const string Writing = """{"kind":"text-detector","name":"nothing","version":"1"}""";

    public const string Reading = """{"kind":"text-recogniser","name":"a-reader","version":"1","answers":"logits","labels":"labels.txt"}""";

    public const string Looks = """{"kind":"image-embedding","name":"colours","version":"3","picture":{"width":8,"height":8,"mean":[0,0,0],"std":[1,1,1]}}""";

    public const string Moves = """{"kind":"video-embedding","name":"means","version":"4","picture":{"layout":"ncthw","width":8,"height":8,"frames":4,"mean":[0,0,0],"std":[1,1,1]}}""";

    public const string Match = """{"kind":"av-consistency","name":"twins","version":"1","outputs":{"sound":"sound_vector"},"picture":{"width":8,"height":8,"frames":4,"mean":[0,0,0],"std":[1,1,1]},"audio":{"layout":"batch","samples":3200}}""";

    public const string Shots = """{"kind":"transnetv2","name":"steps","version":"1","answers":"probabilities"}""";

    /// <summary>A model whose answer does not depend on its input.</summary>
    public static OnnxWriter Constant(string input, int[] inputShape, string output, float[] answer, params int[] shape) => new OnnxWriter()
        .Input(input, inputShape).Output(output, shape).Constant("answer", answer, shape).Constant("none", [0f], 1)
        .Node("ReduceMean", [input], "mean", ("axes", [.. Enumerable.Range(0, inputShape.Length).Select(axis => (long)axis)]), ("keepdims", [0]))
        .Node("Mul", ["mean", "none"], "nothing").Node("Add", ["answer", "nothing"], output);

    /// <summary>The mean of luma.</summary>
    public static byte[] BrightnessModel() => new OnnxWriter().Input("picture", 1, 3, 8, 8).Output("clear", 1, 1).Constant("luma", [0.2126f, 0.7152f, 0.0722f], 3, 1)
        .Node("ReduceMean", ["picture"], "m", ("axes", [2, 3]), ("keepdims", [0])).Node("MatMul", ["m", "luma"], "clear").Model();

    public static byte[] StillCameraModel() => Constant("frames", [1, 4, 3, 8, 8], "scores", [.. Enumerable.Range(0, 14).Select(label => label == 12 ? 5f : 0f)], 1, 14).Model();

    /// <summary>Both scores the mean of their view.</summary>
    public static byte[] MeanDoverModel()
    {
        var model = new OnnxWriter().Integers("one", 1, 1);
        foreach (var view in new[] { "aesthetic", "technical" })
        {
            model.Input(view, 1, 3, 4, 28, 28).Output(view + "_score", 1, 1)
                .Node("ReduceMean", [view], view + "_mean", ("axes", [1, 2, 3, 4]), ("keepdims", [0])).Node("Reshape", [view + "_mean", "one"], view + "_score");
        }

        return model.Model();
    }

    /// <summary>A logo in the upper left eighth of a picture's longer side, whatever it shows.</summary>
    public static byte[] CornerModel()
    {
        const int Anchors = 64 + 16 + 4;
        var answers = new float[Anchors * 7];
        new[] { 0.5f, 0.5f, 0, 0, 0.9f, 1, 0 }.CopyTo(answers, 0);      // stride 8, first cell: centre (4, 4), 8×8
        return Constant("picture", [1, 3, 64, 64], "boxes", answers, 1, Anchors, 7).Model();
    }

    /// <summary>Picture (luma, 1) and sound (its loudness, 1) as vectors.</summary>
    public static byte[] TwinModel() => new OnnxWriter().Input("frames", 1, 4, 3, 8, 8).Input("sound", 1, 3200).Output("picture", 1, 2).Output("sound_vector", 1, 2)
        .Integers("one", 1, 1).Constant("pick", [1, 0], 1, 2).Constant("add", [0, 1], 1, 2)
        .Node("ReduceMean", ["frames"], "light", ("axes", [1, 2, 3, 4]), ("keepdims", [0])).Node("Reshape", ["light", "one"], "l").Node("MatMul", ["l", "pick"], "lp").Node("Add", ["lp", "add"], "picture")
        .Node("Abs", ["sound"], "a").Node("ReduceMean", ["a"], "loud", ("axes", [1]), ("keepdims", [1])).Node("MatMul", ["loud", "pick"], "sp").Node("Add", ["sp", "add"], "sound_vector").Model();

    /// <summary>Nowhere any text, at any size.</summary>
    public static byte[] EmptyMapModel() => new OnnxWriter().Input("picture", 1, 3, -1, -2).Output("map", 1, 1, -1, -2).Constant("w", [0, 0, 0], 1, 3, 1, 1)
        .Node("Conv", ["picture", "w"], "map").Model();

    /// <summary>A frame is the last of its shot as far as the next differs from it in brightness; nothing is mixed.</summary>
    public static byte[] StepModel() => new OnnxWriter().Input("frames", 1, 100, 27, 48, 3).Output("single", 1, 100, 1).Output("many", 1, 100, 1)
        .Integers("row", 1, 1, 100).Integers("column", 1, 100, 1).Constant("step", [-1f / 255, 1f / 255], 1, 1, 2).Constant("none", [0f], 1)
        .Node("ReduceMean", ["frames"], "means", ("axes", [2, 3, 4]), ("keepdims", [0])).Node("Reshape", ["means", "row"], "line").Node("Conv", ["line", "step"], "steps", ("pads", [0, 1]))
        .Node("Abs", ["steps"], "sizes").Node("Reshape", ["sizes", "column"], "single").Node("Mul", ["single", "none"], "many").Model();

    /// <summary>One folder in <paramref name="root"/>.</summary>
    public static string Add(string root, string name, string manifest, byte[] model, string? labels = null)
    {
        var folder = Directory.CreateDirectory(Path.Join(root, name)).FullName;
        File.WriteAllText(Path.Join(folder, PluginReader.ManifestName), manifest);
        File.WriteAllBytes(Path.Join(folder, "model.onnx"), model);
        if (labels is not null)
        {
            File.WriteAllText(Path.Join(folder, "labels.txt"), labels);
        }

        return root;
    }

    /// <summary>All of them.</summary>
    public static void AddAll(string root)
    {
        Add(root, "clarity", Clear, BrightnessModel());
        Add(root, "camera", Camera, StillCameraModel());
        Add(root, "dover", Dover, MeanDoverModel());
        Add(root, "shots", Shots, StepModel());
        Add(root, "writing", Writing, EmptyMapModel());
        Add(root, "reading", Reading, Constant("lines", [1, 3, 48, -1], "characters", [0, 9, 0, 0, 9, 0], 1, 2, 3).Model(), "a\nb\n");
        Add(root, "looks", Looks, new OnnxWriter().Input("picture", 1, 3, 8, 8).Output("embedding", 1, 3).Node("ReduceMean", ["picture"], "embedding", ("axes", [2, 3]), ("keepdims", [0])).Model());
        Add(root, "moves", Moves, new OnnxWriter().Input("frames", 1, 3, 4, 8, 8).Output("embedding", 1, 4).Node("ReduceMean", ["frames"], "embedding", ("axes", [1, 3, 4]), ("keepdims", [0])).Model());
        Add(root, "match", Match, TwinModel());
        Add(root, "tags", Tags, Constant("sound", [1, 16_000], "scores", [-4, 4, 1], 1, 3).Model(), "Speech\nMusic\nDog\n");     // logits
        Add(root, "boxes", Boxes, CornerModel(), "Logo\nperson\n");
    }
}
