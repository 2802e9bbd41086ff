using System.Globalization;
using System.Net.Sockets;
using Ham4db.Server.Configuration;
using Ham4db.Server.Managed;
using MySqlConnector;

namespace Ham4db.Server.Backend.MySql;

/// <summary>What a failed call means, and words for it that tell an operator which server and what to do. Never holds a password.</summary>
internal static class MySqlFailure
{
    // Numbers of server errors without a name in the driver.
    private const int RecordChanged = 1020;
    private const int ErrorDuringCommit = 1180;
    private const int NoPasswordLogin = 1698;
    private const int WsrepNotReady = 1047;
    private const int ReadOnlyTransaction = 1792;
    private const int ReadOnlyMode = 1836;
    private const int ReadOnlyOption = 1290;
    private const int UnknownDatabase = 1049;

    /// <summary>
    /// Whether the transaction lost against another and was rolled back, so that it may be run again from its beginning: a deadlock, a wait
    /// for a lock, a row that changed since it was read (MariaDB's snapshot isolation), a statement that Galera interrupted for a write of
    /// another node, or a commit that failed Galera's certification.
    /// </summary>
    /// <param name="failure">What the driver threw.</param>
    /// <param name="isCommitting">Whether it answered the commit. An interrupted commit may have been done, so that it is not among them.</param>
    public static bool IsConflict(MySqlException failure, bool isCommitting) => failure.ErrorCode switch
    {
        MySqlErrorCode.LockDeadlock or MySqlErrorCode.LockWaitTimeout => true,
        MySqlErrorCode.QueryInterrupted => !isCommitting && !ServerTrouble.IsTimeout(failure),
        _ => failure.Number is RecordChanged or ErrorDuringCommit,
    };

    /// <summary>Whether another connection may do better: this one is broken, or its server takes no writes at this time.</summary>
    public static bool IsAway(Exception failure) => failure switch
    {
        MySqlException answer => IsAway(answer),
        BackendException => false,
        _ => failure is IOException or SocketException or ObjectDisposedException,
    };

    private static bool IsAway(MySqlException failure)
        => !ServerTrouble.IsStatementError(failure)
            || failure.Number is WsrepNotReady or ReadOnlyOption or ReadOnlyMode or ReadOnlyTransaction
            || failure.ErrorCode is MySqlErrorCode.ConnectionCountError or MySqlErrorCode.TooManyUserConnections or MySqlErrorCode.HostIsBlocked;

    /// <summary>Whether the database itself is not there.</summary>
    public static bool IsUnknownDatabase(MySqlException failure) => failure.Number == UnknownDatabase;

    /// <summary>Whether the server cannot do what the statement asks for.</summary>
    public static bool IsNotSupported(MySqlException failure) => failure.ErrorCode == MySqlErrorCode.NotSupportedYet;

    /// <summary>One line: which server, what happened, what to do.</summary>
    public static string Describe(MySqlBackendOptions options, Exception failure) => $"The backend database {options} " + failure switch
    {
        MySqlException refused => DescribeError(options, refused),
        OperationCanceledException => $"did not answer in time: check network and firewall, or whether the server hangs.",
        _ => $"cannot be reached: {Reason(options, failure)}. Check that the server runs, MySQLOrchestratorHost and MySQLOrchestratorPort.",
    };

    private static string DescribeError(MySqlBackendOptions options, MySqlException failure) => failure.ErrorCode switch
    {
        _ when ServerTrouble.IsTimeout(failure) =>
            $"did not answer in time (connecting: {Seconds(options.ConnectTimeout)} s, a statement: {Seconds(options.ReadTimeout)} s): check network and firewall, or whether the server hangs.",
        MySqlErrorCode.AccessDenied or MySqlErrorCode.HostNotPrivileged or (MySqlErrorCode)NoPasswordLogin =>
            $"refused the login: {Reason(options, failure)}. Check MySQLOrchestratorUser and MySQLOrchestratorPassword, and that this user may connect from here.",
        MySqlErrorCode.DatabaseAccessDenied or MySqlErrorCode.TableAccessDenied or MySqlErrorCode.ColumnAccessDenied or MySqlErrorCode.SpecifiedAccessDeniedError =>
            $"refused what this server has to do there: {Reason(options, failure)}. Grant the user all privileges on the database.",
        _ when failure.Number is ReadOnlyOption or ReadOnlyMode or ReadOnlyTransaction =>
            $"is read-only: {Reason(options, failure)}. Point MySQLOrchestratorHost at a server, or a proxy, that takes writes.",
        _ when failure.Number == WsrepNotReady =>
            $"is on a Galera node that is not part of the primary component: {Reason(options, failure)}. Check the cluster.",
        _ when !ServerTrouble.IsStatementError(failure) =>
            $"cannot be reached: {Reason(options, failure)}. Check that the server runs, MySQLOrchestratorHost and MySQLOrchestratorPort.",
        _ => $"failed: {Reason(options, failure)}.",
    };

    // A server may echo what it was sent; one line, as logs and replies need it.
    private static string Reason(MySqlBackendOptions options, Exception failure)
    {
        var text = (failure.InnerException?.Message is { Length: > 0 } inner && failure is MySqlException { Number: 0 or 1042 } ? $"{failure.Message} {inner}" : failure.Message)
            .ReplaceLineEndings(" ").Trim().TrimEnd('.');
        var withoutPassword = options.Password.Length > 0 ? text.Replace(options.Password, "***", StringComparison.Ordinal) : text;
        return failure is MySqlException { Number: > 0 } numbered
            ? string.Create(CultureInfo.InvariantCulture, $"{withoutPassword} (error {numbered.Number})")
            : withoutPassword;
    }

    private static string Seconds(TimeSpan timeout) => timeout.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
}
