using System.Text.Json;
using HunyuanVideo.Curation.Captions;
using HunyuanVideo.Curation.Frames;

namespace HunyuanVideo.Curation.Tests.Captions;

public sealed class HttpCaptionSourceTests : IDisposable
{
    private const string Good = """{"version": 1, "short": "A dog runs along.", "dense": null, "camera": null, "things": []}""";
    private const string Clip = "0123456789abcdef0123456789abcdef";

    private readonly string _folder = Directory.CreateTempSubdirectory("replies").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Frames_prompt_and_schema_are_sent_and_the_caption_comes_back()
    {
        using var service = new ChatDouble(ChatDouble.Says(Good));

        var row = await WriteAsync(service, new PromptTime());

        Assert.True(row!.Valid);
        Assert.Equal("""{"version":1,"short":"A dog runs along."}""", row.Json);
        Assert.Equal(("http", "seer"), (row.Source, row.Model));
        var (path, authorization, body) = Assert.Single(service.Requests);
        Assert.Equal("/v1/chat/completions", path);
        Assert.Null(authorization);
        using var request = JsonDocument.Parse(body);
        Assert.Equal(0, request.RootElement.GetProperty("temperature").GetInt32());
        Assert.Equal("json_schema", request.RootElement.GetProperty("response_format").GetProperty("type").GetString());
        var content = request.RootElement.GetProperty("messages")[0].GetProperty("content");
        Assert.Equal(3, content.GetArrayLength());
        Assert.StartsWith("data:image/jpeg;base64,/9j", content[1].GetProperty("image_url").GetProperty("url").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Faults_that_pass_are_tried_again_after_growing_waits()
    {
        using var service = new ChatDouble((429, "slow down", "7"), (503, "", null), (500, "", null), ChatDouble.Says(Good));
        var time = new PromptTime();

        var row = await WriteAsync(service, time);

        Assert.True(row!.Valid);
        Assert.Equal(4, service.Requests.Count);
        Assert.Equal(3, time.Waits.Count);
        Assert.Equal(TimeSpan.FromSeconds(7), time.Waits[0]);
        Assert.InRange(time.Waits[1].TotalSeconds, 2, 2.5);
        Assert.InRange(time.Waits[2].TotalSeconds, 4, 5);
    }

    [Fact]
    public async Task A_refused_request_is_not_repeated()
    {
        using var service = new ChatDouble((400, "no such\r\nmodel", null));

        var fault = await Assert.ThrowsAsync<CaptionServiceException>(() => WriteAsync(service, new PromptTime()));

        Assert.Contains("status 400 no such model", fault.Message, StringComparison.Ordinal);
        Assert.Single(service.Requests);
    }

    [Fact]
    public async Task After_the_last_attempt_the_work_has_failed()
    {
        using var service = new ChatDouble((502, "", null), (502, "", null));

        var fault = await Assert.ThrowsAsync<CaptionServiceException>(() => WriteAsync(service, new PromptTime(), options => options with { Attempts = 2 }));

        Assert.Contains("attempt 2 of 2", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_faulty_caption_may_be_mended_once()
    {
        using var service = new ChatDouble(ChatDouble.Says("""{"version": 1, "short": "dog"}"""), ChatDouble.Says(Good));

        var row = await WriteAsync(service, new PromptTime());

        Assert.True(row!.Valid);
        Assert.Contains("at least 3 are needed", service.Requests[1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caption_that_stays_faulty_is_invalid()
    {
        using var service = new ChatDouble(ChatDouble.Says("I'm sorry, I cannot help."), ChatDouble.Says("I'm sorry, I cannot help."));

        var row = await WriteAsync(service, new PromptTime());

        Assert.False(row!.Valid);
        Assert.StartsWith("refusal", row.Faults, StringComparison.Ordinal);
        Assert.Equal(2, service.Requests.Count);
    }

    [Fact]
    public async Task A_reply_is_kept_and_asked_for_again_only_with_another_prompt_or_after_deletion()
    {
        using var service = new ChatDouble(ChatDouble.Says(Good), ChatDouble.Says(Good), ChatDouble.Says(Good));

        await WriteAsync(service, new PromptTime());
        await WriteAsync(service, new PromptTime());
        Assert.Single(service.Requests);
        await WriteAsync(service, new PromptTime(), options => options with { Prompt = "another" });
        Assert.Equal(2, service.Requests.Count);
        Assert.True(new CaptionReplyCache(_folder).Delete(Clip));
        await WriteAsync(service, new PromptTime());
        Assert.Equal(3, service.Requests.Count);
    }

    [Fact]
    public async Task The_key_is_sent_and_never_told()
    {
        const string Variable = "HYVIDEO_TEST_CAPTION_KEY";
        Environment.SetEnvironmentVariable(Variable, "sk-very-private");
        using var service = new ChatDouble((401, "wrong key sk-very-private", null));

        var fault = await Assert.ThrowsAsync<CaptionServiceException>(() => WriteAsync(service, new PromptTime(), options => options with { KeyVariable = Variable }));

        Assert.Equal("Bearer sk-very-private", service.Requests[0].Authorization);
        Assert.DoesNotContain("private", fault.ToString(), StringComparison.Ordinal);
        Assert.Throws<InputException>(() => new HttpCaptionSource(new() { Address = new("http://example.com/v1"), Model = "m", KeyVariable = Variable }, new(_folder)));
    }

    [Fact]
    public async Task An_endless_or_foreign_answer_is_a_fault()
    {
        using var service = new ChatDouble((200, new string('x', 5000), null), (200, """{"choices": []}""", null));

        Assert.Contains("longer than 4096", (await Assert.ThrowsAsync<CaptionServiceException>(() => WriteAsync(service, new PromptTime(), Narrow))).Message, StringComparison.Ordinal);
        Assert.Contains("no chat completion", (await Assert.ThrowsAsync<CaptionServiceException>(() => WriteAsync(service, new PromptTime(), Narrow))).Message, StringComparison.Ordinal);

        static HttpCaptionOptions Narrow(HttpCaptionOptions options) => options with { MostReplyBytes = 4096 };
    }

    [Fact]
    public async Task No_more_requests_begin_within_a_minute_than_allowed()
    {
        var time = new PromptTime();
        using var pace = new RequestPace(concurrency: 3, perMinute: 2, time);

        for (var request = 0; request < 5; request++)
        {
            (await pace.WaitAsync(TestContext.Current.CancellationToken)).Dispose();
        }

        Assert.Equal([TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1)], time.Waits);
    }

    private async Task<CaptionRow?> WriteAsync(ChatDouble service, PromptTime time, Func<HttpCaptionOptions, HttpCaptionOptions>? change = null)
    {
        var options = new HttpCaptionOptions { Address = service.Address, Model = "seer", KeyVariable = "HYVIDEO_TEST_NO_KEY" };
        using var source = new HttpCaptionSource(change?.Invoke(options) ?? options, new(_folder), time);
        return await source.WriteAsync(new(Clip, new(), Pictures: _ => Task.FromResult(Pictures())), TestContext.Current.CancellationToken);
    }

    private static IReadOnlyList<byte[]> Pictures()
    {
        var pictures = new CaptionPictures(new(Clip, "s", 0, 9, 64, 36, 25, 0.4), new() { Count = 2, LongSide = 32 });
        for (var frame = 0; frame < 10; frame++)
        {
            pictures.Add(new ViewFrame(frame, frame / 25.0, 64, 36, new byte[64 * 36], new byte[32 * 18], new byte[32 * 18]));
        }

        return pictures.Finish();
    }
}
