using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Channels;

namespace Supervision.Server.Tests.Mailing;

/// <summary>A small mail server on this machine: speaks enough of SMTP to take letters, and keeps them.</summary>
internal sealed class Mailbox : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly Channel<Letter> _letters = Channel.CreateUnbounded<Letter>();
    private readonly Task _listening;
    private int _refusals;

    public Mailbox()
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _listening = ListenAsync();
    }

    public int Port { get; }

    /// <summary>What a server is told so that it sends here.</summary>
    public string[] Settings =>
        ["--Supervision:Mail:Host=127.0.0.1", $"--Supervision:Mail:Port={Port}", "--Supervision:Mail:Tls=None", "--Supervision:Mail:From=Supervision <from@institute.example>"];

    /// <summary>Hangs up on that many before it takes the next.</summary>
    public void HangUpOn(int connections) => Volatile.Write(ref _refusals, connections);

    public async Task<Letter> TakeAsync()
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(Patience);
        return await _letters.Reader.ReadAsync(deadline.Token);
    }

    public bool TryTake(out Letter? letter) => _letters.Reader.TryRead(out letter);

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _listener.Dispose();
        await _listening;
        _closing.Dispose();
    }

    private async Task ListenAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_closing.Token);
                if (Interlocked.Decrement(ref _refusals) < 0)
                {
                    await ServeAsync(client, _closing.Token);
                }
            }
        }
        // Closed before it listened at all, the listener has not been started.
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or IOException or InvalidOperationException)
        {
            _letters.Writer.TryComplete();
        }
    }

    private async Task ServeAsync(TcpClient client, CancellationToken cancellationToken)
    {
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.UTF8);
        await using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\r\n", AutoFlush = true };
        var (from, to, login) = ("", "", (string?)null);
        await writer.WriteLineAsync("220 mailbox");
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            switch (line.Split(' ')[0].ToUpperInvariant())
            {
                case "EHLO":
                    await writer.WriteLineAsync("250-mailbox\r\n250-8BITMIME\r\n250 AUTH PLAIN");
                    break;
                case "AUTH":
                    login = Encoding.UTF8.GetString(Convert.FromBase64String(line.Split(' ')[2])).Replace('\0', ' ').Trim();
                    await writer.WriteLineAsync("235 ok");
                    break;
                case "MAIL":
                    from = line;
                    await writer.WriteLineAsync("250 ok");
                    break;
                case "RCPT":
                    to = line;
                    await writer.WriteLineAsync("250 ok");
                    break;
                case "DATA":
                    await writer.WriteLineAsync("354 go on");
                    _letters.Writer.TryWrite(new(from, to, login, await ReadLetterAsync(reader, cancellationToken)));
                    await writer.WriteLineAsync("250 kept");
                    break;
                case "QUIT":
                    await writer.WriteLineAsync("221 bye");
                    return;
                default:
                    await writer.WriteLineAsync("500 unknown");
                    break;
            }
        }
    }

    private static async Task<string> ReadLetterAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(cancellationToken) is { } line && line != ".")
        {
            text.Append(line.StartsWith('.') ? line[1..] : line).Append('\n');
        }
        return text.ToString();
    }
}

/// <param name="From">The sender, as the protocol names it.</param>
/// <param name="To">Whom it is for, likewise.</param>
/// <param name="Login">User and password, where the sender gave them.</param>
/// <param name="Content">Head and text, as they came.</param>
internal sealed partial record Letter(string From, string To, string? Login, string Content)
{
    /// <summary>The text, with soft line breaks taken out.</summary>
    public string Text => Content[(Content.IndexOf("\n\n", StringComparison.Ordinal) + 2)..].Replace("=\n", "", StringComparison.Ordinal).Replace("=3D", "=", StringComparison.Ordinal);

    /// <summary>The secret part of the link.</summary>
    public string Token => Link().Match(Text).Groups["token"].Value;

    [GeneratedRegex("#(?<token>[A-Za-z0-9_-]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Link();
}
