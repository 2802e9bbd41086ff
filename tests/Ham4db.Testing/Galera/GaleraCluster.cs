using System.Globalization;
using System.Text.RegularExpressions;

namespace Ham4db.Testing;

/// <summary>A MariaDB Galera cluster of three real servers, set up as in <c>samples/galera</c>, every one with the same data.</summary>
public sealed partial class GaleraCluster : IAsyncDisposable
{
    private const string Sample = "galera/galera.cnf";
    private const int Size = 3;

    private static readonly string[] ProviderPaths = ["/usr/lib/galera/libgalera_smm.so", "/usr/lib64/galera-4/libgalera_smm.so"];

    private readonly NetworkNamespaces? _network;

    private GaleraCluster(string provider, NetworkNamespaces? network)
    {
        _network = network;
        var group = FreePort.Next(Size).Select((port, node) => (Address: AddressOf(network?.Hosts[node]), Port: port)).ToList();
        var members = string.Join(',', group.Select(member => string.Create(CultureInfo.InvariantCulture, $"{member.Address}:{member.Port}")));
        Nodes =
        [
            .. group.Select((member, node) => new MariaDbServer(readOnly: false, Options(provider, members, member.Address, member.Port))
            {
                RunsAs = Account,
                Host = network?.Hosts[node],
            }),
        ];
    }

    /// <summary>Why no cluster can be started here, with what to install; null when one can.</summary>
    public static string? Missing
        => MariaDbPrograms.Find() is null ? "mariadbd is not installed (Debian: mariadb-server)"
            : !ProviderPaths.Any(File.Exists) ? "the Galera provider is not installed (Debian: galera-4)"
            : ProgramPath.Find("rsync") is null ? "rsync is not installed, by which a Galera node gets its first copy"
            : null;

    /// <summary>The servers.</summary>
    public IReadOnlyList<MariaDbServer> Nodes { get; }

    // The copying daemon of a node that runs as root gives its rights up, and could not write the files of root.
    private static string? Account => Environment.UserName == "root" ? "mysql" : null;

    /// <summary>Starts the first node as a new cluster, lets the others join one by one, and waits until all have the same data.</summary>
    /// <param name="network">A host for each node; null puts all on 127.0.0.1.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="InvalidOperationException">Something is not installed, or a node did not start.</exception>
    public static async Task<GaleraCluster> StartAsync(NetworkNamespaces? network = null, CancellationToken cancellationToken = default)
    {
        if (Missing is { } missing)
        {
            throw new InvalidOperationException($"No Galera cluster can be started: {missing}.");
        }

        var cluster = new GaleraCluster(ProviderPaths.First(File.Exists), network);
        try
        {
            await cluster.BootstrapAsync(0, cancellationToken).ConfigureAwait(false);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Ends a node at once (<c>kill -9</c>).</summary>
    public Task KillAsync(int node, CancellationToken cancellationToken = default) => Nodes[node].KillAsync(cancellationToken);

    /// <summary>Freezes a node (SIGSTOP); the others go on without it after about a second.</summary>
    public void Pause(int node) => Nodes[node].Suspend();

    /// <summary>Lets a frozen node go on (SIGCONT); it joins again by itself.</summary>
    public void Resume(int node) => Nodes[node].Resume();

    /// <summary>Starts a node that has ended. It joins those that run, gets what it missed, and then answers.</summary>
    public Task RestartAsync(int node, CancellationToken cancellationToken = default) => Nodes[node].StartAsync(cancellationToken);

    /// <summary>Starts all nodes after all have ended: the one with the newest data first, as an operator does.</summary>
    public async Task RestartAllAsync(CancellationToken cancellationToken = default)
    {
        var positions = new List<long>();
        for (var node = 0; node < Nodes.Count; node++)
        {
            positions.Add(await RecoverPositionAsync(node, cancellationToken).ConfigureAwait(false));
        }

        await BootstrapAsync(positions.IndexOf(positions.Max()), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Cuts a node off from the others: on hosts of a network what they send each other is lost, else the node is told to hear nobody. Its
    /// clients still reach it; it stops answering queries, since it is not in the primary component.
    /// </summary>
    public Task IsolateAsync(int node, CancellationToken cancellationToken = default)
        => _network?.CutAsync(node, cancellationToken) ?? SetIsolationAsync(node, 1, cancellationToken);

    /// <summary>Ends the isolation of a node; it joins again by itself.</summary>
    public Task HealAsync(int node, CancellationToken cancellationToken = default)
        => _network?.HealAsync(node, cancellationToken) ?? SetIsolationAsync(node, 0, cancellationToken);

    /// <summary>Waits until exactly <paramref name="size"/> nodes are in a primary component of that size and take writes.</summary>
    /// <exception cref="TimeoutException">They are not; the message has what each node said last.</exception>
    public Task WaitForPrimaryAsync(int size, TimeSpan? within = null, CancellationToken cancellationToken = default) => Eventually.SeeAsync(
        $"a primary component of {size} nodes",
        async token => await Task.WhenAll(Nodes.Select(node => StateAsync(node, token))).ConfigureAwait(false),
        states => states.Count(state => state == $"Primary, size {size}, ready ON") == size,
        within ?? TimeSpan.FromSeconds(60),
        cancellationToken);

    /// <summary>Kills every node and removes its files.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var node in Nodes)
        {
            await node.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static async Task<string> StateAsync(MariaDbServer node, CancellationToken cancellationToken)
    {
        if (node.Process.HasExited)
        {
            return "ended";
        }

        try
        {
            var rows = await node.RowsAsync(
                "SHOW GLOBAL STATUS WHERE Variable_name IN ('wsrep_cluster_status', 'wsrep_cluster_size', 'wsrep_ready')", cancellationToken).ConfigureAwait(false);
            var values = rows.ToDictionary(row => (string)row["Variable_name"]!, row => (string)row["Value"]!, StringComparer.Ordinal);
            return $"{values["wsrep_cluster_status"]}, size {values["wsrep_cluster_size"]}, ready {values["wsrep_ready"]}";
        }
        catch (MySqlConnector.MySqlException unreachable)
        {
            return unreachable.Message;
        }
    }

    private async Task BootstrapAsync(int first, CancellationToken cancellationToken)
    {
        await Nodes[first].StartAsync(["--wsrep-new-cluster"], cancellationToken).ConfigureAwait(false);

        // One by one: each is given its copy by one that has all, and that one gives to one at a time.
        foreach (var node in Enumerable.Range(0, Nodes.Count).Where(node => node != first))
        {
            await RestartAsync(node, cancellationToken).ConfigureAwait(false);
        }

        await WaitForPrimaryAsync(Nodes.Count, cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    private async Task<long> RecoverPositionAsync(int node, CancellationToken cancellationToken)
    {
        // A node that is not to be the first of a new cluster says so in this file; which one is, is what we are finding out.
        var state = Nodes[node].Directory.Combine("data", "grastate.dat");
        var text = await File.ReadAllTextAsync(state, cancellationToken).ConfigureAwait(false);
        await File.WriteAllTextAsync(state, text.Replace("safe_to_bootstrap: 0", "safe_to_bootstrap: 1", StringComparison.Ordinal), cancellationToken)
            .ConfigureAwait(false);

        var recovery = await Nodes[node].LaunchAsync(["--wsrep-recover"], cancellationToken).ConfigureAwait(false);
        await recovery.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        var position = recovery.Errors.Select(line => RecoveredPosition().Match(line)).LastOrDefault(match => match.Success);
        return position is null
            ? throw new InvalidOperationException($"The Galera node {Nodes[node].Address} told no position:{Environment.NewLine}{recovery.Tail()}")
            : long.Parse(position.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
    }

    private Task SetIsolationAsync(int node, int value, CancellationToken cancellationToken)
        => Nodes[node].ExecuteAsync($"SET GLOBAL wsrep_provider_options = 'gmcast.isolate={value}'", cancellationToken);

    private static string AddressOf(NetworkHost? host) => host?.Address.ToString() ?? "127.0.0.1";

    // As the sample has it, but for what is of this machine, and faster to leave a silent node behind.
    private static IReadOnlyList<string> Options(string provider, string members, string address, int groupPort) =>
    [
        .. SampleFile.ReadOptions(Sample, new Dictionary<string, string>
        {
            ["/usr/lib/galera/libgalera_smm.so"] = provider,
            ["gcomm://10.0.1.1,10.0.1.2,10.0.1.3"] = $"gcomm://{members}",
            ["wsrep_node_address = 10.0.1.1"] = $"wsrep_node_address = {address}",
            ["bind_address = 0.0.0.0"] = $"bind_address = {address}",
            ["evs.keepalive_period=PT0.5S"] = "evs.keepalive_period=PT0.25S",
            ["evs.suspect_timeout=PT2S"] = "evs.suspect_timeout=PT1S",
            ["evs.inactive_timeout=PT4S"] = "evs.inactive_timeout=PT3S",
            ["evs.install_timeout=PT4S"] = string.Join(
                ';',
                "evs.install_timeout=PT3S", "evs.inactive_check_period=PT0.3S", "gcache.size=16M", "gcache.page_size=16M", "gcache.recover=yes",
                string.Create(CultureInfo.InvariantCulture, $"gmcast.listen_addr=tcp://{address}:{groupPort}"),
                string.Create(CultureInfo.InvariantCulture, $"ist.recv_addr={address}:{FreePort.Next()}")),
        }),
        string.Create(CultureInfo.InvariantCulture, $"--wsrep-sst-receive-address={address}:{FreePort.Next()}"),
    ];

    [GeneratedRegex("Recovered position: *[0-9a-f-]+:(-?[0-9]+)")]
    private static partial Regex RecoveredPosition();
}
