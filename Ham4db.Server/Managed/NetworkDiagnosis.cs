using System.Net.Sockets;
using Ham4db.Client.Contract;
using MySqlConnector;

namespace Ham4db.Server.Managed;

/// <summary>Finds out why a server cannot be connected to. The driver tells just that it cannot.</summary>
internal static class NetworkDiagnosis
{
    /// <summary>Tries a bare TCP connection to say what the driver left out.</summary>
    /// <param name="key">The server.</param>
    /// <param name="failure">What the driver threw.</param>
    /// <param name="timeout">Bounds the try.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The network's reason; <paramref name="failure"/> itself when it has one already, or when the try finds none.</returns>
    public static async Task<Exception> FindCauseAsync(
        InstanceKey key, Exception failure, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        if (failure is not MySqlException { ErrorCode: MySqlErrorCode.UnableToConnectToHost, InnerException: null } unexplained
            || ServerTrouble.IsTimeout(unexplained))
        {
            return failure;
        }

        using var bound = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(bound.Token, cancellationToken);
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(key.Hostname, key.Port, either.Token);
            return failure;
        }
        catch (SocketException cause)
        {
            return cause;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new SocketException((int)SocketError.TimedOut);
        }
    }
}
