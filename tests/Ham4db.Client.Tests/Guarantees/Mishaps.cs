using System.Net;
using System.Net.Sockets;
using System.Text;
using Ham4db.Client.Tests.Stubs;

namespace Ham4db.Client.Tests.Guarantees;

/// <summary>How each row of the table that is about one answer comes about: what the leader does to the request.</summary>
internal static class Mishaps
{
    private const string Error = """{"Code":"ERROR","Message":"no","Details":null}""";
    private const string Ok = """{"Code":"OK","Message":"done","Details":null}""";

    /// <param name="Name">For the test's name.</param>
    /// <param name="Do">Answers, or throws as the HTTP stack does.</param>
    /// <param name="IsWritten">Whether the request is read first.</param>
    /// <param name="Only">Whether the server must be Ham4db, or must not; null for either.</param>
    /// <param name="IsOfChange">Whether it can only be told of a change.</param>
    internal sealed record Mishap(string Name, Func<HttpResponseMessage> Do, bool IsWritten = true, bool? Only = null, bool IsOfChange = false);

    /// <summary>By the row's first words.</summary>
    public static readonly IReadOnlyDictionary<string, Mishap[]> ByRow = new Dictionary<string, Mishap[]>
    {
        ["connection refused or reset while"] =
        [
            Broken("refused", HttpRequestError.ConnectionError, new SocketException((int)SocketError.ConnectionRefused)),
            Broken("reset while connecting", HttpRequestError.ConnectionError, new SocketException((int)SocketError.ConnectionReset)),
            Broken("host unknown", HttpRequestError.NameResolutionError), Broken("TLS", HttpRequestError.SecureConnectionError),
            Broken("proxy tunnel", HttpRequestError.ProxyTunnelError),
            new("no connection in time", () => throw new TaskCanceledException("timed out", new TimeoutException()), IsWritten: false),
        ],
        ["a Ham4db node answers 421"] = [Says(421, Error, only: true), Says(503, Error, only: true)],
        ["`\"Not leader\"` with any"] = [Says(404, "\"Not leader\""), Says(503, "\"Not leader\""), Says(500, "\"Not leader\""), Says(200, "\"Not leader\"")],
        ["404 in plain text"] = [Says(404, "404 page not found\n", announces: false)],
        ["500 ERROR `Unauthorized`"] = [Says(500, """{"Code":"ERROR","Message":"Unauthorized","Details":null}""", announces: false, only: false)],
        ["the same again from"] = [Says(500, """{"Code":"ERROR","Message":"Unauthorized","Details":null}""", announces: false, only: false)],
        ["ERROR envelope, any other"] = [Says(200, Error), Says(400, Error), Says(404, Error), Says(409, Error), Says(500, Error)],
        ["401, 403, a redirect"] =
        [
            Says(401, "Not Authorized", announces: false), Says(403, "<html/>", announces: false), Says(301, string.Empty), Says(302, "<html/>"), Says(400, "{}"),
            Says(404, Ok), Says(429, "[]"),
        ],
        ["500 in plain text"] = [Says(500, "500 Internal Server Error", announces: false)],
        ["502, 504, 503 of a proxy"] =
        [
            Says(502, string.Empty, announces: false), Says(502, Error, announces: false), Says(503, "<html/>", announces: false), Says(503, Error, announces: false), Says(504, "<html/>", announces: false), Says(504, Error),
        ],
        ["reset or end of a connection that stood"] =
        [
            Broken("reset", HttpRequestError.Unknown, new IOException("reset", new SocketException((int)SocketError.ConnectionReset)), isWritten: true),
            Broken("end", HttpRequestError.ResponseEnded, isWritten: true), Broken("HTTP/2 error", HttpRequestError.HttpProtocolError, isWritten: true),
            Broken("reset before it was written", HttpRequestError.Unknown, new IOException("reset", new SocketException((int)SocketError.ConnectionReset))),
            new("a handler's time", () => throw new TaskCanceledException("timed out")),
            new("a time after it was written", () => throw new TaskCanceledException("timed out", new TimeoutException()), IsOfChange: true),
        ],
        ["cut body, something"] = [Body("cut", () => new CutContent()), Broken("not HTTP", HttpRequestError.InvalidResponse, isWritten: true)],
        ["HTML page, broken JSON"] =
        [
            Says(200, "<html>Welcome</html>"), Says(200, """{"Code":"OK","Message":"""), Says(200, string.Empty), Says(200, "done"), Says(500, "<html/>"), Says(404, "<html/>"),
            Body("invalid UTF-8", () => new ByteArrayContent([(byte)'"', 0xff, (byte)'"'])),
        ],
        ["body longer than 64 MiB"] = [Body("announced", () => new EndlessContent(announced: 64L * 1024 * 1024 * 1024)), Body("poured", () => new EndlessContent(announced: null))],
        ["a reply of a lower term"] = [Stale(200, Ok), Stale(500, Error)],
    };

    private static Mishap Says(int status, string body, bool announces = true, bool? only = null) => new($"{status} {body.Trim()}", () => Reply(status, body, announces ? 5 : 0), Only: only);

    private static Mishap Stale(int status, string body) => new($"{status} of the term before", () => Reply(status, body, 4), Only: true);

    private static Mishap Broken(string name, HttpRequestError error, Exception? inner = null, bool isWritten = false)
        => new(name, () => throw new HttpRequestException(error, name, inner), isWritten);

    private static Mishap Body(string name, Func<HttpContent> content) => new(name, () => new HttpResponseMessage(HttpStatusCode.OK) { Content = content() });

    private static HttpResponseMessage Reply(int status, string body, long term)
    {
        var reply = VirtualCluster.Reply((HttpStatusCode)status, body, term);
        if (status is >= 300 and < 400)
        {
            reply.Headers.Location = new Uri("http://elsewhere/");
        }

        return reply;
    }

    private sealed class CutContent : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes("[{\"Cl"));
            throw new HttpIOException(HttpRequestError.ResponseEnded, "cut");
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 100;
            return true;
        }
    }

    private sealed class EndlessContent : HttpContent
    {
        private readonly long? _announced;

        public EndlessContent(long? announced) => _announced = announced;

        protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult<Stream>(new Blanks());

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => throw new NotSupportedException();

        protected override bool TryComputeLength(out long length)
        {
            length = _announced ?? 0;
            return _announced is not null;
        }
    }

    private sealed class Blanks : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => 0; set => throw new NotSupportedException(); }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            buffer.AsSpan(offset, count).Fill((byte)' ');
            return count;
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
