using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Ham4db.Server.Configuration;

namespace Ham4db.Server.Hosting;

/// <summary>Where the web server listens.</summary>
internal static class BindAddress
{
    /// <summary>As the operator wrote it, for messages.</summary>
    public static string Text(HttpOptions options)
        => string.Create(CultureInfo.InvariantCulture, $"{(options.ListenHost.Contains(':', StringComparison.Ordinal) ? $"[{options.ListenHost}]" : options.ListenHost)}:{options.ListenPort}");

    /// <summary>The address to bind.</summary>
    /// <returns>Its <see cref="IPEndPoint.Address"/> is <see cref="IPAddress.IPv6Any"/> for every address.</returns>
    /// <exception cref="StartException">The host has no address.</exception>
    public static IPEndPoint Resolve(HttpOptions options)
    {
        if (options.ListenHost is "" or "*" or "+")
        {
            return new IPEndPoint(Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any, options.ListenPort);
        }

        if (IPAddress.TryParse(options.ListenHost, out var address))
        {
            return new IPEndPoint(address, options.ListenPort);
        }

        try
        {
            return new IPEndPoint(Dns.GetHostAddresses(options.ListenHost)[0], options.ListenPort);
        }
        catch (SocketException unknown)
        {
            throw new StartException(
                $"cannot listen on {Text(options)}: {unknown.Message}; set ListenAddress to an address of this machine, or to :{options.ListenPort}", unknown);
        }
    }

    /// <summary>Binds and lets go again, so that a start that must fail does so before anything was written.</summary>
    /// <exception cref="StartException">The address cannot be bound.</exception>
    public static void Try(HttpOptions options)
    {
        var endPoint = Resolve(options);
        try
        {
            using var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            if (endPoint.Address.Equals(IPAddress.IPv6Any))
            {
                socket.DualMode = true;
            }

            socket.Bind(endPoint);
            socket.Listen();
        }
        catch (SocketException refused)
        {
            throw Refused(options, refused.SocketErrorCode, refused);
        }
    }

    /// <summary>The one line that tells why an address cannot be bound.</summary>
    public static StartException Refused(HttpOptions options, SocketError error, Exception cause) => new(
        error switch
        {
            SocketError.AddressAlreadyInUse =>
                $"cannot listen on {Text(options)}: address already in use; stop the program that listens there, or set another ListenAddress",
            SocketError.AddressNotAvailable =>
                $"cannot listen on {Text(options)}: this machine does not have that address; correct ListenAddress",
            SocketError.AccessDenied =>
                $"cannot listen on {Text(options)}: not permitted; take a port from 1024 on in ListenAddress, or give the program the right to the port",
            _ => $"cannot listen on {Text(options)}: {cause.Message}; correct ListenAddress",
        },
        cause);
}
