using System.Globalization;
using System.Net.Sockets;
using System.Security.Authentication;
using Ham4db.Client.Contract;
using Ham4db.Server.Configuration;
using MySqlConnector;

namespace Ham4db.Server.Managed;

/// <summary>What went wrong with a managed server, in words for the person who has to mend it. Never holds a password.</summary>
internal static class ServerTrouble
{
    private const MySqlErrorCode AccessDeniedNoPassword = (MySqlErrorCode)1698;
    private const int ConnectionKilled = 1927;
    private const int ClientInteractionTimeout = 4031;

    /// <summary>Whether the server refused one statement, and the connection goes on.</summary>
    public static bool IsStatementError(MySqlException exception)
        => exception.SqlState is { Length: > 0 }
            && !IsTimeout(exception)
            && (int)exception.ErrorCode is not (ConnectionKilled or ClientInteractionTimeout)
            && exception.ErrorCode is not (MySqlErrorCode.UnableToConnectToHost or MySqlErrorCode.ServerShutdown);

    /// <summary>Whether the driver gave up waiting.</summary>
    public static bool IsTimeout(MySqlException exception)
        => exception.ErrorCode is MySqlErrorCode.CommandTimeoutExpired or MySqlErrorCode.QueryTimeout
            || exception.Message.Contains("Timeout expired", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a connection from the pool turned out to be dead: a new one may well work.</summary>
    public static bool IsStaleConnection(MySqlException exception) => !IsTimeout(exception) && !IsStatementError(exception);

    /// <summary>One line that names the server, what happened and what to look at.</summary>
    /// <param name="key">The server.</param>
    /// <param name="options">What it was connected with.</param>
    /// <param name="exception">What the driver threw.</param>
    /// <param name="doing">What was read, for example <c>replica status</c>; null while connecting.</param>
    public static string Describe(InstanceKey key, ManagedOptions options, Exception exception, string? doing = null)
        => exception switch
        {
            MySqlException failure when IsTimeout(failure) => DescribeSilence(key, options, doing),
            OperationCanceledException => DescribeSilence(key, options, doing),
            MySqlException failure => DescribeFailure(key, options, failure, doing),
            SocketException network => DescribeNetwork(key, options, network),
            _ => $"{key}: {Reason(exception, options)}.",
        };

    private static string DescribeFailure(InstanceKey key, ManagedOptions options, MySqlException failure, string? doing)
        => failure.ErrorCode switch
        {
            MySqlErrorCode.AccessDenied or AccessDeniedNoPassword or MySqlErrorCode.HostNotPrivileged =>
                $"{key} refused the login of user '{options.User}': {Reason(failure, options)}. "
                + "Check MySQLTopologyUser and MySQLTopologyPassword, and that this user may connect from here.",
            MySqlErrorCode.SpecifiedAccessDeniedError or MySqlErrorCode.TableAccessDenied or MySqlErrorCode.ColumnAccessDenied
                or MySqlErrorCode.DatabaseAccessDenied =>
                $"{key} did not let user '{options.User}' read {doing}: {Reason(failure, options)}. Grant that user the missing privilege.",
            MySqlErrorCode.ConnectionCountError or MySqlErrorCode.TooManyUserConnections or MySqlErrorCode.HostIsBlocked =>
                $"{key} takes no further connection: {Reason(failure, options)}.",
            _ when doing is not null => $"{key} failed to give {doing}: {Reason(failure, options)}.",
            _ => DescribeConnecting(key, options, failure),
        };

    private static string DescribeConnecting(InstanceKey key, ManagedOptions options, MySqlException failure)
        => InChain<SocketException>(failure) is { } network ? DescribeNetwork(key, options, network)
            : InChain<AuthenticationException>(failure) is { } tls
                ? $"{key}: no TLS connection: {Reason(tls, options)}. Check the MySQLTopologySSL* settings and the server's certificate."
            : $"{key} cannot be connected to: {Reason(failure, options)}.";

    private static string DescribeNetwork(InstanceKey key, ManagedOptions options, SocketException network)
        => network.SocketErrorCode switch
        {
            SocketError.ConnectionRefused =>
                $"{key} refused the connection: nothing listens there. Check that the server runs, and its port.",
            SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain =>
                $"{key}: the host name cannot be resolved here. Check DNS, or set MySQLHostnameResolveMethod if this is the server's name for itself.",
            SocketError.TimedOut => DescribeSilence(key, options, doing: null),
            _ => $"{key} is unreachable: {Reason(network, options)}. Check host and network.",
        };

    private static string DescribeSilence(InstanceKey key, ManagedOptions options, string? doing)
        => doing is null
            ? $"{key} did not answer within {Seconds(options.ConnectTimeout)} s of connecting. Check host, network and firewall, or whether the server hangs."
            : $"{key} did not give {doing} within {Seconds(options.ProbeReadTimeout)} s. Check whether the server hangs or is overloaded.";

    private static T? InChain<T>(Exception exception)
        where T : Exception
    {
        for (var link = exception; link is not null; link = link.InnerException)
        {
            if (link is T found)
            {
                return found;
            }
        }

        return null;
    }

    // A server may echo what it was sent; one line, as logs and replies need it.
    private static string Reason(Exception exception, ManagedOptions options)
    {
        var text = exception.Message.ReplaceLineEndings(" ").Trim().TrimEnd('.');
        var withoutPassword = options.Password.Length > 0 ? text.Replace(options.Password, "***", StringComparison.Ordinal) : text;
        return exception is MySqlException { Number: > 0 } numbered
            ? string.Create(CultureInfo.InvariantCulture, $"{withoutPassword} (error {numbered.Number})")
            : withoutPassword;
    }

    private static string Seconds(TimeSpan timeout) => timeout.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
}
