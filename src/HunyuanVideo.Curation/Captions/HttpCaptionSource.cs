using System.Text.Json.Nodes;

namespace HunyuanVideo.Curation.Captions;

/// <summary>Captions by a model behind an OpenAI-style chat service; replies are kept, and a faulty one may be mended once. Source: spec curation §8.</summary>
public sealed class HttpCaptionSource : ICaptionSource, IDisposable
{
    private readonly HttpCaptionOptions _options;
    private readonly CaptionReplyCache _cache;
    private readonly ChatClient _client;

    /// <param name="options">Service, model and limits.</param>
    /// <param name="cache">Keeps replies.</param>
    /// <param name="time">Waits; null takes the system's.</param>
    /// <exception cref="InputException">The options are of no use, or the key would travel in the clear.</exception>
    public HttpCaptionSource(HttpCaptionOptions options, CaptionReplyCache cache, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(cache);
        (_options, _cache) = (options, cache);
        _client = new(options, Environment.GetEnvironmentVariable(options.KeyVariable), time ?? TimeProvider.System);
    }

    /// <inheritdoc/>
    public string Name => "http";

    /// <inheritdoc/>
    /// <exception cref="CaptionServiceException">The service does not answer, or refuses.</exception>
    public async Task<CaptionRow?> WriteAsync(CaptionRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Pictures is null)
        {
            return null;
        }

        var checks = new CaptionChecks { Facts = request.Facts, Prompt = _options.Prompt, Language = _options.Language, Limits = _options.Limits };
        var talk = new ChatTalk(_options);
        var reply = await ReplyAsync(request, talk, cancellationToken).ConfigureAwait(false);
        var reading = CaptionReader.Read(reply, checks);
        if (!reading.IsValid)
        {
            talk = talk.Mend(reply, reading.Faults);
            reply = await ReplyAsync(request, talk, cancellationToken).ConfigureAwait(false);
            reading = CaptionReader.Read(reply, checks);
        }

        return new()
        {
            ClipId = request.ClipId,
            Source = Name,
            Json = reading.Caption?.ToJson() ?? reply[..Math.Min(reply.Length, _options.Limits.MostCharacters)],
            Model = _options.Model,
            Valid = reading.IsValid,
            Faults = reading.FaultText,
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<string> ReplyAsync(CaptionRequest request, ChatTalk talk, CancellationToken cancellationToken)
    {
        if (_cache.Find(request.ClipId, talk.Words, _options.Model) is { } kept)
        {
            return kept;
        }

        var pictures = await request.Pictures!(cancellationToken).ConfigureAwait(false);
        JsonObject body = talk.Body(pictures);
        var reply = await _client.AskAsync(body, CaptionRenderer.RandomFor(0, request.ClipId, 0), cancellationToken).ConfigureAwait(false);
        _cache.Keep(request.ClipId, talk.Words, _options.Model, reply);
        return reply;
    }
}
