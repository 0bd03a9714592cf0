namespace HunyuanVideo.Curation.Plugins;

/// <summary>Plug-ins that come with the program. Their folders lie beside it; the build puts them there.</summary>
public static class DefaultPlugins
{
    /// <summary>Folder of all of them, for <see cref="PluginReader.ReadAllAsync"/>.</summary>
    public static string Root => Path.Join(AppContext.BaseDirectory, "models", "curation");

    /// <summary>Picture embeddings of 512 numbers: the plug-in <c>resnet18-imagenet</c>.</summary>
    public static string ResNet18 => Path.Join(Root, "resnet18");

    /// <summary>The ONNX file of <see cref="ResNet18"/>.</summary>
    public static string ResNet18Model => Path.Join(ResNet18, "model.onnx");
}
