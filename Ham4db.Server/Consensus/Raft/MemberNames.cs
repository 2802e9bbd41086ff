using System.Net;
using System.Net.Sockets;
using Ham4db.Server.Configuration;

namespace Ham4db.Server.Consensus.Raft;

/// <summary>Finds members by what people write. A member has one spelling, and only that is it to the library; people know several.</summary>
internal sealed class MemberNames(Func<IEnumerable<EndPoint>> members, int defaultPort, TimeProvider time)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    /// <summary>Reads <c>host[:port]</c>.</summary>
    /// <exception cref="ControlRefusedException">It is no such address; the message begins with <paramref name="what"/>.</exception>
    public EndPoint Read(string what, string text)
    {
        try
        {
            return RaftAddresses.Read(text, defaultPort);
        }
        catch (FormatException refused)
        {
            throw ControlRefusedException.BadArgument($"{what}: \"{text}\" is no raft address: {refused.Message}. Nothing was done.");
        }
    }

    /// <summary>The member that an address means, be it spelt in another way.</summary>
    /// <returns>Null when none is meant.</returns>
    public async Task<EndPoint?> FindAsync(EndPoint address, CancellationToken cancellationToken)
    {
        var known = members().ToList();
        if (known.Contains(address))
        {
            return address;
        }

        var wanted = await ResolveAsync(address, cancellationToken);
        foreach (var member in known.Where(member => PortOf(member) == PortOf(address)))
        {
            if ((await ResolveAsync(member, cancellationToken)).Intersect(wanted).Any())
            {
                return member;
            }
        }

        return null;
    }

    private static int PortOf(EndPoint address) => address switch
    {
        IPEndPoint ip => ip.Port,
        DnsEndPoint dns => dns.Port,
        _ => 0,
    };

    private async Task<IReadOnlyList<IPAddress>> ResolveAsync(EndPoint address, CancellationToken cancellationToken)
    {
        if (address is not DnsEndPoint name)
        {
            return address is IPEndPoint ip ? [ip.Address] : [];
        }

        using var limit = new CancellationTokenSource(Limit, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await Dns.GetHostAddressesAsync(name.Host, both.Token);
        }
        catch (Exception unknown) when (unknown is SocketException || (unknown is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // A name that nobody knows means no member but the one that is spelt like it.
            return [];
        }
    }
}
