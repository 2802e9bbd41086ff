using System.Net.Sockets;
using System.Security.Authentication;

namespace Ham4db.Client.Cli.Doctor;

/// <summary>Tells what kept a node from answering, and what to do about it.</summary>
internal static class Failure
{
    /// <summary>The facts of a node that did not answer at all.</summary>
    public static NodeFacts Of(string endpoint, NodeLine line, Exception failure, TimeSpan limit)
    {
        var (condition, problem, remedy) = Explain(new Uri(endpoint), line, failure, limit);
        return new NodeFacts(endpoint, condition) { Problem = problem, Remedy = remedy, Addresses = line.Addresses, Certificate = line.Certificate };
    }

    private static (Condition Condition, string Problem, string Remedy) Explain(Uri node, NodeLine line, Exception failure, TimeSpan limit)
    {
        if (line.Certificate?.Problem is { } untrusted)
        {
            return (Condition.Untrusted, untrusted, "give the node a certificate for this name from an authority that this machine trusts");
        }

        if (line.IsNameUnknown)
        {
            return (Condition.Unreachable, $"no address is known for the name {node.Host}", "correct the name in HAM4DB_API, or see what the name servers say");
        }

        return failure switch
        {
            OperationCanceledException when line.Addresses.Count == 0
                => (Condition.Unreachable, $"the name {node.Host} was not resolved within {Seconds(limit)}", "see whether the name servers answer"),
            OperationCanceledException
                => (Condition.Unreachable, $"no answer within {Seconds(limit)}", "see whether the machine is up, a firewall lets us through, and the process is not stopped"),
            _ when Innermost(failure) is AuthenticationException
                => (Condition.Untrusted, "TLS failed, so what listens there does not speak it", "write http instead of https, or see which TLS versions it offers"),
            _ when Innermost(failure) is SocketException socket => Explain(node, socket.SocketErrorCode),
            HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded or HttpRequestError.InvalidResponse }
                => (Condition.Foreign, "what listens there does not answer in HTTP", "see whether the port is that of the node's API, and whether it needs https"),
            HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded }
                => (Condition.Foreign, "it answers with more than a node ever would", "see whether the address is that of a node"),
            _ => (Condition.Unreachable, $"the connection broke ({Innermost(failure).GetType().Name})", "see whether the service runs there"),
        };
    }

    private static (Condition Condition, string Problem, string Remedy) Explain(Uri node, SocketError error) => error switch
    {
        SocketError.ConnectionRefused => (Condition.Unreachable, "connection refused", $"see whether the service runs there and listens on port {node.Port}"),
        SocketError.HostUnreachable or SocketError.NetworkUnreachable => (Condition.Unreachable, "no route to the host", "see whether the machine and the network to it are up"),
        SocketError.ConnectionReset => (Condition.Unreachable, "the connection was reset", "see whether the service runs there, and its log"),
        _ => (Condition.Unreachable, $"no connection ({error})", "see whether the machine and the network to it are up"),
    };

    private static string Seconds(TimeSpan limit) => FormattableString.Invariant($"{limit.TotalSeconds:0.#} s");

    private static Exception Innermost(Exception failure)
    {
        while (failure.InnerException is { } inner)
        {
            failure = inner;
        }

        return failure;
    }
}
