using HunyuanVideo.Curation.Bench;
using HunyuanVideo.Curation.Text;

namespace HunyuanVideo.Curation.Tests.Text;

public sealed class TextModelsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ocr").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_models_of_the_repository_open_and_have_a_hash()
    {
        Assert.True(TextModels.AreIn(OcrFiles.Folder));
        Assert.Equal(64, OcrFiles.Models.Hash.Length);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        Assert.False(TextModels.AreIn(_folder));
        Assert.Contains("ch_PP-OCRv4_det_infer.onnx", Assert.Throws<InputException>(() => TextModels.Open(_folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_model_is_an_input_fault()
    {
        File.WriteAllBytes(Path.Join(_folder, "ch_PP-OCRv4_det_infer.onnx"), [1, 2, 3]);

        Assert.Throws<InputException>(() => TextModels.Open(_folder));
    }

    [Fact]
    public void Keys_of_another_model_are_refused_when_reading()
    {
        File.WriteAllText(Path.Join(_folder, "keys.txt"), "a\nb\n");
        using var recogniser = new TextRecogniser(Path.Join(OcrFiles.Folder, "ch_PP-OCRv4_rec_infer.onnx"), Path.Join(_folder, "keys.txt"));

        var fault = Assert.Throws<InputException>(() => recogniser.Read(new(TextRender.Draw(1, 0).Frame), new(100, 100, 96, 24, 0)));

        Assert.Contains("4 classes", fault.Message, StringComparison.Ordinal);
    }
}
