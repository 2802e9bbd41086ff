using System.Globalization;

namespace Ham4db.Testing;

/// <summary>A real <c>haproxy</c> before database servers, set up as in <c>samples/haproxy</c>: all connections go to the first that is up.</summary>
public sealed class MySqlProxy : IAsyncDisposable
{
    private const string Backend = "ham4db-backend";

    private readonly string _configuration;
    private HaproxyProcess? _process;

    private MySqlProxy(HaproxyProcess process, string configuration, int port)
    {
        _process = process;
        _configuration = configuration;
        Port = port;
    }

    /// <summary>The port on 127.0.0.1 that clients connect to.</summary>
    public int Port { get; }

    /// <summary>Starts the proxy before two servers that replicate from each other, and waits until it serves its statistics.</summary>
    /// <param name="servers">The preferred one first.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="InvalidOperationException">HAProxy is missing, or refused the configuration.</exception>
    public static Task<MySqlProxy> StartAsync(IReadOnlyList<MariaDbServer> servers, CancellationToken cancellationToken = default)
        => StartAsync("haproxy/haproxy-mysql.cfg", "inter 500ms fall 2 rise 10", servers, cancellationToken);

    /// <summary>Starts the proxy before the nodes of a Galera cluster, and waits until it serves its statistics.</summary>
    /// <param name="cluster">The cluster; its first node is the preferred one.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="InvalidOperationException">HAProxy is missing, or refused the configuration.</exception>
    public static Task<MySqlProxy> StartAsync(GaleraCluster cluster, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        return StartAsync("haproxy/haproxy-galera.cfg", "inter 500ms fall 2 rise 2", cluster.Nodes, cancellationToken);
    }

    private HaproxyProcess Process => _process ?? throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"haproxy at 127.0.0.1:{Port} has been killed."));

    /// <summary>The state of every server (<c>show stat</c>).</summary>
    public Task<IReadOnlyList<HaproxyServerState>> ShowStatAsync(CancellationToken cancellationToken = default) => Process.ShowStatAsync(cancellationToken);

    /// <summary>Waits until sessions go to this server, and to no other.</summary>
    /// <param name="position">Its position, from 0.</param>
    /// <param name="within">The deadline; null for the default of <see cref="Eventually"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="TimeoutException">They do not; the message has the state of every server.</exception>
    public Task WaitUntilActiveAsync(int position, TimeSpan? within = null, CancellationToken cancellationToken = default) => Eventually.SeeAsync(
        $"all sessions to go to {Name(position)}",
        ShowStatAsync,
        seen => seen.Where(server => server.Sessions > 0 && server.Server.StartsWith("db", StringComparison.Ordinal))
            .Select(server => server.Server).SequenceEqual([Name(position)]),
        within,
        cancellationToken);

    /// <summary>Keeps sessions away from a server although it is well, as its operator may; or lets them go to it again.</summary>
    /// <param name="position">Its position, from 0.</param>
    /// <param name="isInService">Whether sessions may go to it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task SetInServiceAsync(int position, bool isInService, CancellationToken cancellationToken = default)
        => Process.SetInServiceAsync($"{Backend}/{Name(position)}", isInService, cancellationToken);

    /// <summary>Ends the proxy at once (<c>kill -9</c>), and with it every connection through it.</summary>
    public ValueTask KillAsync()
    {
        var killed = _process;
        _process = null;
        return killed?.DisposeAsync() ?? default;
    }

    /// <summary>Starts a proxy that was killed again, on the same port.</summary>
    public async Task RestartAsync(CancellationToken cancellationToken = default)
    {
        await KillAsync().ConfigureAwait(false);
        _process = await HaproxyProcess.StartAsync(_configuration, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Stops the proxy and removes its files.</summary>
    public ValueTask DisposeAsync() => KillAsync();

    // As the sample has it, but with checks that do not keep a test waiting.
    private static async Task<MySqlProxy> StartAsync(string sample, string usualChecks, IReadOnlyList<MariaDbServer> servers, CancellationToken cancellationToken)
    {
        var port = FreePort.Next();
        var replacements = new Dictionary<string, string>
        {
            ["127.0.0.1:3307"] = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}"),
            [usualChecks] = "inter 200ms fall 2 rise 2",
        };
        foreach (var (server, position) in servers.Select((server, position) => (server, position)))
        {
            replacements[string.Create(CultureInfo.InvariantCulture, $"10.0.1.{position + 1}:3306")] = server.Address;
        }

        var configuration = SampleFile.Read(sample, replacements);
        return new(await HaproxyProcess.StartAsync(configuration, cancellationToken).ConfigureAwait(false), configuration, port);
    }

    private static string Name(int position) => string.Create(CultureInfo.InvariantCulture, $"db{position + 1}");
}
