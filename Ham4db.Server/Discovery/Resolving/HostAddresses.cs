using System.Net;
using System.Net.Sockets;

namespace Ham4db.Server.Discovery.Resolving;

/// <summary>Finds the addresses of a host by the name service.</summary>
internal sealed class HostAddresses(INameLookup names, TimeProvider time, ILogger<HostAddresses> logger)
{
    private static readonly TimeSpan LookupTimeout = TimeSpan.FromSeconds(3);

    /// <summary>Finds them; an address is its own.</summary>
    /// <returns>Null when the name service does not know the host, or does not answer in time.</returns>
    public async Task<FoundAddresses?> FindAsync(string host, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(host, out var address))
        {
            return Choose([address]);
        }

        using var bound = new CancellationTokenSource(LookupTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(bound.Token, cancellationToken);
        try
        {
            return Choose(await names.AddressesAsync(host, either.Token).WaitAsync(either.Token));
        }
        catch (SocketException unknown)
        {
            logger.AddressesNotFound(host, unknown.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            logger.AddressesNotFound(host, "the name service did not answer in time");
        }

        return null;
    }

    private static FoundAddresses Choose(IPAddress[] found) => new(Text(found, AddressFamily.InterNetwork), Text(found, AddressFamily.InterNetworkV6));

    private static string Text(IPAddress[] found, AddressFamily family)
        => Array.Find(found, address => address.AddressFamily == family)?.ToString() ?? string.Empty;
}
