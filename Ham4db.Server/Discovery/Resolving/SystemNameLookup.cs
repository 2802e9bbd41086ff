using System.Net;

namespace Ham4db.Server.Discovery.Resolving;

/// <summary>The operating system's name service.</summary>
internal sealed class SystemNameLookup : INameLookup
{
    /// <inheritdoc/>
    public async Task<string> CanonicalNameAsync(string host, CancellationToken cancellationToken)
        => (await Dns.GetHostEntryAsync(host, cancellationToken)).HostName;

    /// <inheritdoc/>
    public async Task<string> NameOfAsync(IPAddress address, CancellationToken cancellationToken)
        => (await Dns.GetHostEntryAsync(address.ToString(), cancellationToken)).HostName;

    /// <inheritdoc/>
    public Task<IPAddress[]> AddressesAsync(string host, CancellationToken cancellationToken) => Dns.GetHostAddressesAsync(host, cancellationToken);
}
