using System.Net;
using System.Net.Sockets;
using Ham4db.Server.Discovery.Resolving;

namespace Ham4db.Server.Tests.Api;

/// <summary>A name service that knows what it was told.</summary>
internal sealed class FakeNameService : INameLookup
{
    public Dictionary<string, IPAddress[]> Addresses { get; } = [];

    public Task<string> CanonicalNameAsync(string host, CancellationToken cancellationToken) => Task.FromResult(host);

    public Task<string> NameOfAsync(IPAddress address, CancellationToken cancellationToken) => Task.FromResult(address.ToString());

    public Task<IPAddress[]> AddressesAsync(string host, CancellationToken cancellationToken)
        => Addresses.TryGetValue(host, out var found) ? Task.FromResult(found) : throw new SocketException((int)SocketError.HostNotFound);
}
