using System.Net.Sockets;
using Ham4db.Client.Resilience;

namespace Ham4db.Client.Tests.Resilience;

public class TransportFailureTests
{
    [Theory]
    [InlineData(HttpRequestError.NameResolutionError, RequestOutcome.NotSent)]
    [InlineData(HttpRequestError.ConnectionError, RequestOutcome.NotSent)]
    [InlineData(HttpRequestError.SecureConnectionError, RequestOutcome.NotSent)]
    [InlineData(HttpRequestError.ProxyTunnelError, RequestOutcome.NotSent)]
    [InlineData(HttpRequestError.ResponseEnded, RequestOutcome.Unknown)]
    [InlineData(HttpRequestError.InvalidResponse, RequestOutcome.Unknown)]
    [InlineData(HttpRequestError.HttpProtocolError, RequestOutcome.Unknown)]
    [InlineData(HttpRequestError.Unknown, RequestOutcome.Unknown)]
    public void Classify_HttpError_IsNotSentOnlyBeforeTheConnectionStood(HttpRequestError error, RequestOutcome expected)
        => TransportFailure.Classify(new HttpRequestException(error)).ShouldBe(expected);

    [Fact]
    public void Classify_AnythingElse_IsUnknown()
        => TransportFailure.Classify(new IOException("x")).ShouldBe(RequestOutcome.Unknown);

    [Theory]
    [InlineData(SocketError.ConnectionRefused, "connection refused")]
    [InlineData(SocketError.HostUnreachable, "host unreachable")]
    [InlineData(SocketError.NetworkDown, "socket error NetworkDown")]
    public void Describe_ConnectionError_SaysWhich(SocketError code, string expected)
        => TransportFailure.Describe(new HttpRequestException(HttpRequestError.ConnectionError, null, new SocketException((int)code))).ShouldBe(expected);

    [Fact]
    public void Describe_UnknownFailure_QuotesNothing()
        => TransportFailure.Describe(new IOException("http://user:secret@host")).ShouldNotContain("secret");
}
