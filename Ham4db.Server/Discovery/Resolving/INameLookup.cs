using System.Net;
using System.Net.Sockets;

namespace Ham4db.Server.Discovery.Resolving;

/// <summary>The name service.</summary>
internal interface INameLookup
{
    /// <summary>Canonical name of a host.</summary>
    /// <exception cref="SocketException">There is no such host, or no answer.</exception>
    Task<string> CanonicalNameAsync(string host, CancellationToken cancellationToken);

    /// <summary>Name of the host at an address.</summary>
    /// <exception cref="SocketException">The address has no name, or no answer.</exception>
    Task<string> NameOfAsync(IPAddress address, CancellationToken cancellationToken);

    /// <summary>Addresses of a host.</summary>
    /// <exception cref="SocketException">There is no such host, or no answer.</exception>
    Task<IPAddress[]> AddressesAsync(string host, CancellationToken cancellationToken);
}
