using System.Globalization;

namespace Ham4db.Testing;

/// <summary>A real <c>haproxy</c> before database servers, set up as in <c>samples/haproxy</c>: all connections go to the first that is up.</summary>
public sealed class MySqlProxy : IAsyncDisposable
{
    private const string Sample = "haproxy/haproxy-mysql.cfg";
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

    /// <summary><c>127.0.0.1:port</c>.</summary>
    public string Address => Loopback(Port);

    /// <summary>Starts the proxy and waits until it serves its statistics.</summary>
    /// <param name="servers">Two servers or more, the preferred one first.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="InvalidOperationException">HAProxy is missing, or refused the configuration.</exception>
    public static Task<MySqlProxy> StartAsync(IEnumerable<MariaDbServer> servers, CancellationToken cancellationToken = default)
    {
        var port = FreePort.Next();
        return StartAsync(Configuration(port, [.. servers]), port, cancellationToken);
    }

    /// <summary>Starts a proxy with a given configuration, for example that of a <see cref="SampleFile"/>.</summary>
    /// <param name="configuration">What <see cref="HaproxyProcess.StartAsync"/> takes.</param>
    /// <param name="port">The port that the configuration listens on for clients.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="InvalidOperationException">HAProxy is missing, or refused the configuration.</exception>
    public static async Task<MySqlProxy> StartAsync(string configuration, int port, CancellationToken cancellationToken = default)
        => new(await HaproxyProcess.StartAsync(configuration, cancellationToken).ConfigureAwait(false), configuration, port);

    private HaproxyProcess Process => _process ?? throw new InvalidOperationException($"haproxy at {Address} has been killed.");

    /// <summary>The state of every server (<c>show stat</c>).</summary>
    public Task<IReadOnlyList<HaproxyServerState>> ShowStatAsync(CancellationToken cancellationToken = default) => Process.ShowStatAsync(cancellationToken);

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

    /// <summary>Stops the proxy and removes its files.</summary>
    public ValueTask DisposeAsync() => KillAsync();

    // As the sample has it, but with checks that do not keep a test waiting, and with as many servers as the test has.
    private static string Configuration(int port, IReadOnlyList<MariaDbServer> servers)
    {
        var sample = SampleFile.Read(Sample, new Dictionary<string, string>
        {
            ["127.0.0.1:3307"] = Loopback(port),
            ["inter 500ms fall 2 rise 10"] = "inter 200ms fall 2 rise 2",
            ["10.0.1.1:3306"] = servers[0].Address,
            ["10.0.1.2:3306"] = servers[1].Address,
        });
        var more = servers.Skip(2).Select((server, position) => string.Create(CultureInfo.InvariantCulture, $"    server db{position + 3} {server.Address} check backup\n"));
        return sample + string.Concat(more);
    }

    private static string Name(int position) => string.Create(CultureInfo.InvariantCulture, $"db{position + 1}");

    private static string Loopback(int port) => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}");
}
