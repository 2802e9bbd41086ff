using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;

namespace Ham4db.Testing;

/// <summary>
/// Hosts that are network namespaces of Linux, on a switch of their own. A host has one address. The other hosts reach it through the switch,
/// this process by a link beside it, so that a host that is cut off from its peers can still be asked what it thinks.
/// </summary>
/// <example>
/// <code>
/// await using var network = await NetworkNamespaces.CreateAsync(hosts: 3);
/// await network.CutAsync(0);
/// await network.HealAsync(0);
/// </code>
/// </example>
public sealed class NetworkNamespaces : IAsyncDisposable
{
    // Of the range set aside for measuring networks (RFC 2544), which no real network uses: the lower half for the links beside the switch,
    // the upper half for the hosts. 32 addresses of each for one network.
    private const int Blocks = 2_048;
    private const int BlockSize = 32;
    private const int MostHosts = 7;

    // The bridge of hosts that are connected, and the one of hosts that were cut off together.
    private const string Joined = "joined";
    private const string Apart = "apart";

    private readonly string _name;
    private readonly int _block;

    private NetworkNamespaces(int number, int block, int hosts)
    {
        _name = string.Create(CultureInfo.InvariantCulture, $"ham4db-{Environment.ProcessId}-{number}");
        _block = block;
        Hosts = [.. Enumerable.Range(0, hosts).Select(host => new NetworkHost(Text($"{_name}-{host}"), HostAddress(host)))];
    }

    /// <summary>Why none can be made here; null when they can.</summary>
    public static string? Unsupported => NetworkSupport.Missing;

    /// <summary>The hosts.</summary>
    public IReadOnlyList<NetworkHost> Hosts { get; }

    private string Switch => _name + "-switch";

    /// <summary>Makes the switch and the hosts, and removes what processes that died before they could have left behind.</summary>
    /// <param name="hosts">How many, 1 to 7.</param>
    /// <param name="cancellationToken">Ends the making; what was made is removed.</param>
    /// <exception cref="InvalidOperationException">Network namespaces cannot be made here; see <see cref="Unsupported"/>.</exception>
    public static async Task<NetworkNamespaces> CreateAsync(int hosts, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hosts, MostHosts);
        if (Unsupported is { } reason)
        {
            throw new InvalidOperationException($"No network can be made: {reason}");
        }

        await RemoveStaleAsync(cancellationToken).ConfigureAwait(false);
        // A number that no other network of this machine has, from where such numbers are handed out.
        var number = FreePort.Next();
        var network = new NetworkNamespaces(number, FreeBlock(number), hosts);
        try
        {
            await network.MakeSwitchAsync(cancellationToken).ConfigureAwait(false);
            for (var host = 0; host < hosts; host++)
            {
                await network.MakeHostAsync(host, cancellationToken).ConfigureAwait(false);
            }

            return network;
        }
        catch
        {
            await network.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Cuts a host off from all others: what it sends them, and they it, is lost without a word.</summary>
    public Task CutAsync(int host, CancellationToken cancellationToken = default)
        => InSwitchAsync(cancellationToken, "link", "set", Port(host), "nomaster");

    /// <summary>Cuts hosts off from all others, but not from each other.</summary>
    public async Task CutTogetherAsync(IEnumerable<int> hosts, CancellationToken cancellationToken = default)
    {
        foreach (var host in hosts)
        {
            await InSwitchAsync(cancellationToken, "link", "set", Port(host), "master", Apart).ConfigureAwait(false);
        }
    }

    /// <summary>Connects a host that was cut off.</summary>
    public Task HealAsync(int host, CancellationToken cancellationToken = default)
        => InSwitchAsync(cancellationToken, "link", "set", Port(host), "master", Joined);

    /// <summary>Removes everything. The processes in the hosts must have ended.</summary>
    public async ValueTask DisposeAsync()
    {
        // A namespace lives on, and with it its links, while the system still takes leave of a connection's other end.
        for (var host = 0; host < Hosts.Count; host++)
        {
            await NetworkSupport.TryAsync("link", "del", OutsideLink(host)).ConfigureAwait(false);
        }

        string[] names = [.. Hosts.Select(host => host.Name), Switch];
        foreach (var name in names)
        {
            await NetworkSupport.TryAsync("netns", "del", name).ConfigureAwait(false);
            Watchdog.Current?.ForgetNamespace(name);
        }
    }

    private async Task MakeSwitchAsync(CancellationToken cancellationToken)
    {
        await MakeNamespaceAsync(Switch, cancellationToken).ConfigureAwait(false);
        foreach (var bridge in new[] { Joined, Apart })
        {
            await InSwitchAsync(cancellationToken, "link", "add", bridge, "type", "bridge", "stp_state", "0").ConfigureAwait(false);
            await InSwitchAsync(cancellationToken, "link", "set", bridge, "up").ConfigureAwait(false);
        }
    }

    private async Task MakeHostAsync(int host, CancellationToken cancellationToken)
    {
        var name = Hosts[host].Name;
        await MakeNamespaceAsync(name, cancellationToken).ConfigureAwait(false);
        await IpAsync(cancellationToken, "-n", name, "link", "set", "lo", "up").ConfigureAwait(false);

        await IpAsync(cancellationToken, "-n", Switch, "link", "add", Port(host), "type", "veth", "peer", "name", "cluster", "netns", name).ConfigureAwait(false);
        await IpAsync(cancellationToken, "-n", name, "address", "add", $"{Hosts[host].Address}/27", "dev", "cluster").ConfigureAwait(false);
        await IpAsync(cancellationToken, "-n", name, "link", "set", "cluster", "up").ConfigureAwait(false);
        await HealAsync(host, cancellationToken).ConfigureAwait(false);
        await InSwitchAsync(cancellationToken, "link", "set", Port(host), "up").ConfigureAwait(false);

        var outside = OutsideLink(host);
        await IpAsync(cancellationToken, "link", "add", outside, "type", "veth", "peer", "name", "test", "netns", name).ConfigureAwait(false);
        await IpAsync(cancellationToken, "-n", name, "address", "add", $"{LinkAddress(host, 2)}/30", "dev", "test").ConfigureAwait(false);
        await IpAsync(cancellationToken, "-n", name, "link", "set", "test", "up").ConfigureAwait(false);
        await IpAsync(cancellationToken, "address", "add", $"{LinkAddress(host, 1)}/30", "dev", outside).ConfigureAwait(false);
        await IpAsync(cancellationToken, "link", "set", outside, "up").ConfigureAwait(false);
        await IpAsync(cancellationToken, "route", "add", $"{Hosts[host].Address}/32", "via", LinkAddress(host, 2).ToString()).ConfigureAwait(false);
    }

    private static async Task MakeNamespaceAsync(string name, CancellationToken cancellationToken)
    {
        Watchdog.Current?.RemoveNamespaceOnDeath(name);
        await IpAsync(cancellationToken, "netns", "add", name).ConfigureAwait(false);
    }

    private static async Task RemoveStaleAsync(CancellationToken cancellationToken)
    {
        var listing = await NetworkSupport.RunAsync(["netns", "list"], cancellationToken).ConfigureAwait(false);
        foreach (var name in listing.Select(line => line.Split(' ')[0]))
        {
            if (name.Split('-') is ["ham4db", var process, ..] && !Directory.Exists($"/proc/{process}"))
            {
                await NetworkSupport.TryAsync("netns", "del", name).ConfigureAwait(false);
            }
        }
    }

    private static int FreeBlock(int wanted)
    {
        var taken = NetworkInterface.GetAllNetworkInterfaces()
            .SelectMany(link => link.GetIPProperties().UnicastAddresses)
            .Select(unicast => unicast.Address.ToString())
            .ToHashSet(StringComparer.Ordinal);
        return Enumerable.Range(0, Blocks).Select(step => (wanted + step) % Blocks).First(block => !taken.Contains(Address(18, block, 1).ToString()));
    }

    private static IPAddress Address(byte half, int block, int number)
    {
        var offset = (block * BlockSize) + number;
        return new IPAddress([198, half, (byte)(offset >> 8), (byte)offset]);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Port(int host) => Text($"port{host}");

    private static Task<IReadOnlyList<string>> IpAsync(CancellationToken cancellationToken, params string[] arguments)
        => NetworkSupport.RunAsync(arguments, cancellationToken);

    private Task<IReadOnlyList<string>> InSwitchAsync(CancellationToken cancellationToken, params string[] arguments) => IpAsync(cancellationToken, ["-n", Switch, .. arguments]);

    // Names of links are short, and those in the root namespace are seen by all.
    private string OutsideLink(int host) => Text($"h4-{_block}-{host}");

    private IPAddress HostAddress(int host) => Address(19, _block, host + 1);

    private IPAddress LinkAddress(int host, int end) => Address(18, _block, (host * 4) + end);
}
