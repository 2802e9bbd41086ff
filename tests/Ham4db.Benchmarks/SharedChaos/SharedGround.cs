using System.Text.Json.Nodes;
using Ham4db.Testing;

namespace Ham4db.Benchmarks;

/// <summary>Servers that share something, and what can be done to it.</summary>
internal abstract class SharedGround : IAsyncDisposable
{
    /// <summary>Name of the database.</summary>
    public const string Database = "ham4db";

    /// <summary>The user of the servers. It may do everything in the database and nothing else, so that <c>read_only</c> counts for it.</summary>
    public const string User = MariaDbUsers.BackendUser;

    /// <summary>The lease; long enough for a machine with much else to do.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(2);

    /// <summary>The servers.</summary>
    public abstract ServerCluster Servers { get; }

    /// <summary>The databases, each to be looked at by itself.</summary>
    public abstract IReadOnlyList<MariaDbServer> Databases { get; }

    /// <summary>All that can go wrong here.</summary>
    public abstract IReadOnlyList<SharedFault> Faults { get; }

    /// <summary>Whether an acknowledged change may be out of sight for a while, as asynchronous replication brings about.</summary>
    public virtual bool MayLoseSight => false;

    /// <summary>Starts what there is to share.</summary>
    public static async Task<SharedGround> StartAsync(SharedChaosMode mode, Action<int, string> onLine, CancellationToken cancellationToken) => mode switch
    {
        SharedChaosMode.Galera => await GaleraGround.StartAsync(onLine, cancellationToken),
        SharedChaosMode.SemiHa => await SemiHaGround.StartAsync(onLine, cancellationToken),
        _ => await DatabaseGround.StartAsync(onLine, cancellationToken),
    };

    /// <summary>Waits until the databases are as before all faults.</summary>
    public abstract Task MendedAsync(CancellationToken cancellationToken);

    /// <summary>What the databases hold that they must not, once the load has stopped and all is well; empty when nothing is wrong.</summary>
    public abstract Task<IReadOnlyList<string>> FindWrongAsync(CancellationToken cancellationToken);

    public virtual async ValueTask DisposeAsync() => await Servers.DisposeAsync();

    /// <summary>Prepares three servers.</summary>
    /// <param name="addressOf">Host and port of the database of each.</param>
    /// <param name="knowEachOther">Whether each has the others in its <c>HaPeers</c>.</param>
    /// <param name="onLine">Called with what they print.</param>
    protected static ServerCluster Prepare(Func<int, (string Host, int Port)> addressOf, bool knowEachOther, Action<int, string> onLine)
    {
        var servers = new ServerCluster(nodes: 3, configure: Configure, onLine: onLine);
        foreach (var server in servers.Nodes.Where(_ => knowEachOther))
        {
            var others = servers.Nodes.Where(node => node != server).Select(node => node.Address.ToString().TrimEnd('/'));
            server.Configuration["HaPeers"] = new JsonArray([.. others.Select(address => JsonValue.Create(address))]);
        }

        return servers;

        void Configure(JsonObject configuration, int position)
        {
            foreach (var key in (string[])["RaftEnabled", "RaftBind", "RaftAdvertise", "RaftNodes"])
            {
                configuration.Remove(key);
            }

            var (host, port) = addressOf(position);
            configuration["BackendDB"] = "mysql";
            configuration["MySQLOrchestratorHost"] = host;
            configuration["MySQLOrchestratorPort"] = port;
            configuration["MySQLOrchestratorDatabase"] = Database;
            configuration["MySQLOrchestratorUser"] = User;
            configuration["MySQLOrchestratorPassword"] = MariaDbUsers.BackendPassword;
            configuration["ActiveNodeExpireSeconds"] = (int)Lease.TotalSeconds;
        }
    }
}
