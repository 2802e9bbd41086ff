using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Ham4db.Testing;

/// <summary>TCP ports for servers of a test. A port is handed out once, and to no other test process while this one lives.</summary>
/// <remarks>
/// A port that was just bound and closed can be taken by anyone before its server starts. So ports come from below the range from which
/// systems choose by themselves, and each is reserved by a UDP socket of the same number: it excludes other processes that ask here, leaves
/// TCP free, and dies with the process.
/// </remarks>
public static class FreePort
{
    private const int First = 15_000;
    private const int Count = 16_000;

    private static readonly Lock Gate = new();
    private static readonly List<Socket> Reservations = [];
    private static int _next = RandomNumberGenerator.GetInt32(Count);

    /// <summary>Takes one port, free on every address of this machine.</summary>
    /// <exception cref="InvalidOperationException">No port of the range is free.</exception>
    public static int Next()
    {
        lock (Gate)
        {
            for (var tries = 0; tries < Count; tries++)
            {
                var port = First + (_next++ % Count);
                if (TryReserve(port))
                {
                    return port;
                }
            }
        }

        throw new InvalidOperationException($"No TCP port from {First} to {First + Count - 1} is free on this machine.");
    }

    /// <summary>Takes several ports.</summary>
    /// <exception cref="InvalidOperationException">Too few ports of the range are free.</exception>
    public static IReadOnlyList<int> Next(int count) => [.. Enumerable.Range(0, count).Select(_ => Next())];

    private static bool TryReserve(int port)
    {
        var reservation = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ExclusiveAddressUse = true };
        if (CanBind(reservation, IPAddress.Loopback, port) && IsFree(IPAddress.Loopback, port) && IsFree(IPAddress.Any, port))
        {
            Reservations.Add(reservation);
            return true;
        }

        reservation.Dispose();
        return false;
    }

    private static bool IsFree(IPAddress address, int port)
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        return CanBind(probe, address, port);
    }

    private static bool CanBind(Socket socket, IPAddress address, int port)
    {
        try
        {
            socket.Bind(new IPEndPoint(address, port));
            return true;
        }
        catch (SocketException)
        {
            // Taken, or not for us: either way not a port to hand out.
            return false;
        }
    }
}
