using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace Ham4db.Client.Leadership;

/// <summary>
/// Which nodes each host name stands for: one at each address that it resolves to. Immutable; a look makes the next from the one before, which
/// keeps what a name stood for while it cannot be resolved.
/// </summary>
internal sealed class NodeAddresses
{
    /// <summary>Nodes come and go by the thousand where a container gets a new address each time it starts.</summary>
    private const int MostNames = 1000;

    public static readonly NodeAddresses None = new(ImmutableDictionary<Uri, ImmutableArray<Uri>>.Empty, ImmutableDictionary<(string, int), string>.Empty, null);

    private readonly ImmutableDictionary<Uri, ImmutableArray<Uri>> _addresses;
    private readonly ImmutableDictionary<(string Host, int Port), string> _names;

    private NodeAddresses(ImmutableDictionary<Uri, ImmutableArray<Uri>> addresses, ImmutableDictionary<(string Host, int Port), string> names, string? problem)
        => (_addresses, _names, Problem) = (addresses, names, problem);

    /// <summary>Which names could not be resolved, and why; null when all could.</summary>
    public string? Problem { get; }

    /// <summary>The nodes, without the names that stood for none so far.</summary>
    public ImmutableArray<Uri> Of(IEnumerable<Uri> configured)
        => [.. configured.SelectMany(node => _addresses.TryGetValue(node, out var addresses) ? addresses : []).Distinct()];

    /// <summary>
    /// The name that an address goes by, with its port; null for one that was never resolved. An address that its name stands for no more keeps it:
    /// a leader may have left the name for not being ready, and lead.
    /// </summary>
    public string? NameOf(Uri address) => _names.GetValueOrDefault((address.Host, address.Port));

    /// <summary>Resolves the names of all nodes at once.</summary>
    public async Task<NodeAddresses> LookAsync(
        IReadOnlyList<Uri> nodes, Func<string, CancellationToken, Task<IPAddress[]>> resolve, CancellationToken cancellationToken)
    {
        var looks = await Task.WhenAll(nodes.Distinct().Select(node => ResolveAsync(node, resolve, cancellationToken))).ConfigureAwait(false);
        var problems = looks.Where(look => look.Problem is not null).Select(look => look.Problem).ToList();
        var resolved = looks.Where(look => look.Node.HostNameType == UriHostNameType.Dns)
            .SelectMany(look => look.Addresses, (look, address) => KeyValuePair.Create((address.Host, address.Port), NameIn(look.Node)));
        var names = (_names.Count < MostNames ? _names : _names.Clear()).SetItems(resolved);
        return new NodeAddresses(looks.ToImmutableDictionary(look => look.Node, look => look.Addresses), names, problems.Count == 0 ? null : string.Join("; ", problems));
    }

    private async Task<(Uri Node, ImmutableArray<Uri> Addresses, string? Problem)> ResolveAsync(
        Uri node, Func<string, CancellationToken, Task<IPAddress[]>> resolve, CancellationToken cancellationToken)
    {
        if (node.HostNameType != UriHostNameType.Dns)
        {
            return (node, [node], null);
        }

        string problem;
        try
        {
            var addresses = await resolve(node.IdnHost, cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false);
            if (addresses.Length > 0)
            {
                return (node, [.. addresses.Select(address => At(node, address))], null);
            }

            problem = "has no address";
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            // One name of several may be wrong, or its zone away for a moment.
            problem = e is SocketException ? e.Message : "not resolved in time";
        }

        return (node, _addresses.TryGetValue(node, out var before) ? before : [], $"{node.Host}: {problem}");
    }

    private static string NameIn(Uri node) => node.IsDefaultPort ? node.IdnHost : $"{node.IdnHost}:{node.Port}";

    private static Uri At(Uri node, IPAddress address)
        => new UriBuilder(node) { Host = address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]" : address.ToString() }.Uri;
}
