using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace HunyuanVideo.Curation.Tests.Captions;

/// <summary>A chat service on this machine that answers from a list and writes down what it was asked.</summary>
internal sealed class ChatDouble : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Queue<(int Status, string Body, string? RetryAfter)> _answers;

    public ChatDouble(params (int Status, string Body, string? RetryAfter)[] answers)
    {
        _answers = new(answers);
        var port = FreePort();
        Address = new($"http://127.0.0.1:{port}/v1/");
        _listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        _listener.Start();
        _ = ServeAsync();
    }

    public Uri Address { get; }

    public List<(string Path, string? Authorization, string Body)> Requests { get; } = [];

    /// <summary>A completion with this content.</summary>
    public static (int Status, string Body, string? RetryAfter) Says(string content) =>
        (200, JsonSerializer.Serialize(new { choices = new[] { new { message = new { role = "assistant", content } } } }), null);

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception fault) when (fault is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
            Requests.Add((context.Request.Url!.AbsolutePath, context.Request.Headers["Authorization"], await reader.ReadToEndAsync()));
            var (status, body, retryAfter) = _answers.Dequeue();
            context.Response.StatusCode = status;
            if (retryAfter is not null)
            {
                context.Response.Headers["Retry-After"] = retryAfter;
            }

            var bytes = Encoding.UTF8.GetBytes(body);
            await context.Response.OutputStream.WriteAsync(bytes);
            context.Response.Close();
        }
    }

    private static int FreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }
}
