namespace Ham4db.Client.Tests.Stubs;

/// <summary>What can go wrong with an answer, by the names that docs/client-guarantees.md uses.</summary>
public static class Failures
{
    public static StubAnswer Of(string failure) => failure switch
    {
        "reset after the request" => StubAnswer.Reset,
        "closed after the request" => StubAnswer.Close,
        "cut body" => StubAnswer.Raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[{\"Cl") with { Closes = true },
        "cut chunk" => StubAnswer.Raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n40\r\n[{") with { Closes = true },
        "broken JSON" => StubAnswer.Http(200, """{"Code":"OK","Message":"""),
        "invalid UTF-8" => StubAnswer.Http(200, [(byte)'"', 0xff, (byte)'"'], "application/json"),
        "HTML page" => StubAnswer.Http(200, "<html><body>Welcome</body></html>", "text/html"),
        "no body" => StubAnswer.Http(200, string.Empty),
        "HTTP 502" => StubAnswer.Http(502, string.Empty),
        "HTTP 503 of a proxy" => StubAnswer.Http(503, "<html>No server is available</html>", "text/html"),
        "HTTP 504" => StubAnswer.Http(504, "<html>Gateway Time-out</html>", "text/html"),
        "not HTTP" => StubAnswer.Raw("SSH-2.0-OpenSSH_9.2\r\n") with { Closes = true },
        _ => throw new ArgumentOutOfRangeException(nameof(failure), failure, null),
    };
}
