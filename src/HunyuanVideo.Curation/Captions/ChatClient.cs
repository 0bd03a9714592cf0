using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using HunyuanVideo.Random;

namespace HunyuanVideo.Curation.Captions;

/// <summary>Asks a chat service, again and later where the fault can pass. The key appears in no message.</summary>
internal sealed class ChatClient : IDisposable
{
    private const int MostWords = 300;

    private readonly HttpClient _client;
    private readonly HttpCaptionOptions _options;
    private readonly TimeProvider _time;
    private readonly RequestPace _pace;
    private readonly Uri _address;
    private readonly string? _key;

    /// <param name="options">Address, model and limits.</param>
    /// <param name="key">The key, or null.</param>
    /// <param name="time">Waits.</param>
    /// <exception cref="InputException">The options are of no use, or the key would travel in the clear.</exception>
    public ChatClient(HttpCaptionOptions options, string? key, TimeProvider time)
    {
        options.Validate();
        if (!string.IsNullOrEmpty(key) && options.Address.Scheme == Uri.UriSchemeHttp && !options.Address.IsLoopback)
        {
            throw new InputException($"the key of {options.KeyVariable} would travel in the clear to {options.Address.Host}; use https, or unset the variable.");
        }

        // A redirect could carry the key or the pictures elsewhere.
        _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = Timeout.InfiniteTimeSpan };
        (_options, _time, _key) = (options, time, string.IsNullOrEmpty(key) ? null : key);
        _pace = new(options.Concurrency, options.PerMinute, time);
        _address = new(options.Address.AbsoluteUri.TrimEnd('/') + "/chat/completions");
    }

    /// <summary>The text of the answer.</summary>
    /// <param name="body">The request.</param>
    /// <param name="jitter">Draws the waits.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="CaptionServiceException">The service does not answer, or refuses.</exception>
    public async Task<string> AskAsync(JsonObject body, Philox jitter, CancellationToken cancellationToken)
    {
        var bytes = Encoding.UTF8.GetBytes(body.ToJsonString());
        for (var attempt = 1; ; attempt++)
        {
            var outcome = await TryAsync(bytes, cancellationToken).ConfigureAwait(false);
            if (outcome.Text is { } text)
            {
                return text;
            }

            if (!outcome.CanPass || attempt >= _options.Attempts)
            {
                throw new CaptionServiceException(Hide($"{_address}: {outcome.Fault} (attempt {attempt} of {_options.Attempts})."));
            }

            await Task.Delay(Wait(attempt, outcome.After, jitter), _time, cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        _client.Dispose();
        _pace.Dispose();
    }

    private async Task<Outcome> TryAsync(byte[] body, CancellationToken cancellationToken)
    {
        using var turn = await _pace.WaitAsync(cancellationToken).ConfigureAwait(false);
        using var limit = new CancellationTokenSource(_options.Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, _address) { Content = new ByteArrayContent(body) };
            request.Content.Headers.ContentType = new("application/json");
            request.Headers.Authorization = _key is null ? null : new AuthenticationHeaderValue("Bearer", _key);
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            return await ReadAsync(response, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Outcome.Passing(FormattableString.Invariant($"no answer within {_options.Timeout.TotalSeconds:0.#} s"));
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            return Outcome.Passing(fault.Message.TrimEnd('.'));
        }
    }

    private async Task<Outcome> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var reply = await ReadLimitedAsync(response.Content, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.OK)
        {
            var words = CaptionText.Single(CaptionText.Clean(reply ?? ""));
            var fault = $"status {(int)response.StatusCode} {words[..Math.Min(words.Length, MostWords)]}".TrimEnd();
            return CanPass(response.StatusCode) ? Outcome.Passing(fault, After(response.Headers.RetryAfter)) : Outcome.Final(fault);
        }

        return reply is null
            ? Outcome.Final($"the answer is longer than {_options.MostReplyBytes} bytes")
            : Content(reply) is { } text ? new(text, "", false, null) : Outcome.Final("the answer is no chat completion");
    }

    private async Task<string?> ReadLimitedAsync(HttpContent content, CancellationToken cancellationToken)
    {
        using var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var buffer = new byte[_options.MostReplyBytes + 1];
        var count = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        return count > _options.MostReplyBytes ? null : Encoding.UTF8.GetString(buffer, 0, count);
    }

    private static string? Content(string reply)
    {
        try
        {
            using var document = JsonDocument.Parse(reply);
            var message = document.RootElement.GetProperty("choices")[0].GetProperty("message");
            return message.GetProperty("content").GetString() ?? (message.TryGetProperty("refusal", out var refusal) ? refusal.GetString() : null);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    private static bool CanPass(HttpStatusCode status) =>
        status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout || (int)status is >= 500 and < 600;

    private TimeSpan? After(RetryConditionHeaderValue? header) =>
        header?.Delta ?? (header?.Date is { } date ? date - _time.GetUtcNow() : null);

    private TimeSpan Wait(int attempt, TimeSpan? asked, Philox jitter)
    {
        var backOff = _options.FirstDelay * Math.Pow(2, attempt - 1) * (1 + (_options.Jitter * jitter.NextUniform()));
        var wait = asked is { } least && least > backOff ? least : backOff;
        return wait < _options.LongestDelay ? wait : _options.LongestDelay;
    }

    private string Hide(string text) => _key is null ? text : text.Replace(_key, "(key)", StringComparison.Ordinal);

    /// <summary>How one attempt ended.</summary>
    private sealed record Outcome(string? Text, string Fault, bool CanPass, TimeSpan? After)
    {
        public static Outcome Passing(string fault, TimeSpan? after = null) => new(null, fault, true, after);

        public static Outcome Final(string fault) => new(null, fault, false, null);
    }
}
