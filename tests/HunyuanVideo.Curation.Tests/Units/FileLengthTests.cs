using System.Diagnostics;
using HunyuanVideo.Curation.Tests.Store;
using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Tests.Units;

public sealed class FileLengthTests
{
    [Fact]
    public void A_file_and_a_link_to_it_have_its_length_and_other_names_have_none()
    {
        using var folder = new TempFolder();
        File.WriteAllBytes(folder.Join("file"), new byte[7]);
        File.WriteAllBytes(folder.Join("empty"), []);
        File.CreateSymbolicLink(folder.Join("link"), folder.Join("file"));
        File.CreateSymbolicLink(folder.Join("broken"), folder.Join("nothing"));
        File.CreateSymbolicLink(folder.Join("round"), folder.Join("round"));

        Assert.Equal((7, 7, 0), (FileLength.Of(folder.Join("file")), FileLength.Of(folder.Join("link")), FileLength.Of(folder.Join("empty"))));
        Assert.All(["nothing", "broken", "round", ""], name => Assert.Null(FileLength.Of(folder.Join(name))));
    }

    [Fact]
    public async Task Pipes_devices_and_folders_are_irregular_and_have_no_length()
    {
        using var folder = new TempFolder();
        File.WriteAllBytes(folder.Join("file"), new byte[7]);
        File.CreateSymbolicLink(folder.Join("link"), folder.Join("pipe"));
        using (var maker = Process.Start("mkfifo", folder.Join("pipe")))
        {
            await maker.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        Assert.All([folder.Join("pipe"), folder.Join("link"), "/dev/null", folder.Path], path => Assert.Equal((true, null), (FileLength.IsIrregular(path), FileLength.Of(path))));
        Assert.All([folder.Join("file"), folder.Join("nothing")], path => Assert.False(FileLength.IsIrregular(path)));
    }
}
