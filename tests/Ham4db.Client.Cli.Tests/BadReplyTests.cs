using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Ham4db.Client.Cli.Tests;

/// <summary>Replies that are no text at all, or none to the end: one line, an exit code, no stack trace.</summary>
public sealed class BadReplyTests
{
    [Theory]
    [InlineData("invalid UTF-8", "clusters", 1)]
    [InlineData("invalid UTF-8", "api clusters", 1)]
    [InlineData("cut", "clusters", 1)]
    [InlineData("cut", "forget db-1", 4)]
    [InlineData("no HTTP", "forget db-1", 4)]
    public async Task Run_ReplyThatIsNoText_IsOneLineAndFails(string kind, string arguments, int exitCode)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var end = new CancellationTokenSource();
        var serving = ServeAsync(listener, kind, end.Token);

        var result = await Cli.RunAsync([.. arguments.Split(' '), "--no-retry", "-U", $"http://{listener.LocalEndpoint}"]);

        await end.CancelAsync();
        await serving;
        result.ExitCode.ShouldBe(exitCode, result.ToString());
        result.Output.ShouldBeEmpty();
        result.Error.TrimEnd('\n').ShouldNotContain('\n');
        result.Error.ShouldStartWith("ham4db-client: ");
    }

    private static async Task ServeAsync(TcpListener listener, string kind, CancellationToken end)
    {
        try
        {
            while (true)
            {
                using var connection = await listener.AcceptTcpClientAsync(end);
                var stream = connection.GetStream();
                var buffer = new byte[8192];
                var read = await stream.ReadAsync(buffer, end);
                await stream.WriteAsync(Answer(Encoding.ASCII.GetString(buffer, 0, read), kind), end);
            }
        }
        catch (Exception over) when (over is OperationCanceledException or IOException)
        {
            // The test is over, or the program hung up.
        }
    }

    private static byte[] Answer(string request, string kind)
    {
        var isQuestion = request.Contains("leader-check", StringComparison.Ordinal) || request.Contains("/health", StringComparison.Ordinal);
        return (isQuestion, kind) switch
        {
            (true, _) => Http("\"OK\""u8, 4),
            (_, "cut") => Http("[{\"Cl"u8, 1_000),
            (_, "no HTTP") => [0xff, 0xfe, 0x00, 0x0a, 0x0d, 0x0a],
            _ => Http([(byte)'"', 0xc3, 0x28, 0xff, (byte)'"'], 5),
        };
    }

    private static byte[] Http(ReadOnlySpan<byte> body, int length)
        => [.. Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"), .. body];
}
