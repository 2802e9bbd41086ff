using System.Net.Sockets;

namespace Ham4db.Client.Resilience;

/// <summary>Tells from an exception of the HTTP stack whether the request can have reached a server. Pure.</summary>
internal static class TransportFailure
{
    /// <summary>
    /// <see cref="RequestOutcome.NotSent"/> only for failures before the connection stood: names, TCP, TLS, a proxy's tunnel. .NET sets these
    /// codes nowhere else. All the rest may have happened after the request was written.
    /// </summary>
    public static RequestOutcome Classify(Exception failure) => failure switch
    {
        HttpRequestException
        {
            HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
                or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
        } => RequestOutcome.NotSent,
        _ => RequestOutcome.Unknown,
    };

    /// <summary>The failure in a few words. Never the exception's own text where that could quote a header or an address with a password.</summary>
    public static string Describe(Exception failure) => failure switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "the host name is not known",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } e => $"TLS failed: {Innermost(e).Message}",
        HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } => "the proxy refused the connection",
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } e => Connection(e),
        HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded } or HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded }
            => "the connection ended before the answer was complete",
        HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } or HttpIOException { HttpRequestError: HttpRequestError.InvalidResponse }
            => "the answer is not HTTP",
        Http.BodyTooLargeException e => e.Message,
        _ when Innermost(failure) is SocketException socket => Words(socket),
        _ => failure.GetType().Name,
    };

    private static string Connection(HttpRequestException failure)
        => Innermost(failure) is SocketException socket ? Words(socket) : "no connection";

    private static string Words(SocketException failure) => failure.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => "connection refused",
        SocketError.ConnectionReset => "connection reset",
        SocketError.HostUnreachable or SocketError.NetworkUnreachable => "host unreachable",
        SocketError.TimedOut => "connection timed out",
        var code => $"socket error {code}",
    };

    private static Exception Innermost(Exception failure)
    {
        while (failure.InnerException is { } inner)
        {
            failure = inner;
        }

        return failure;
    }
}
