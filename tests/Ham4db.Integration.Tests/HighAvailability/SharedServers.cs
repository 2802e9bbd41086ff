using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ham4db.Testing;

namespace Ham4db.Integration.Tests.HighAvailability;

/// <summary>Servers that choose their leader by a lease in a MySQL database, and what a test asks of them.</summary>
internal static class SharedServers
{
    /// <summary>Length of the lease, in seconds.</summary>
    public const int LeaseSeconds = 2;

    /// <summary>Name of the database that they keep everything in.</summary>
    public const string Database = "ham4db";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Prepares one server for each of the databases, which may be the same one or see the same data.</summary>
    /// <param name="databases">Running database servers, by position of the server.</param>
    /// <param name="knowEachOther">Whether each has the others in its <c>HaPeers</c>.</param>
    public static ServerCluster On(IReadOnlyList<MariaDbServer> databases, bool knowEachOther = false)
    {
        var servers = new ServerCluster(databases.Count, configure: (configuration, position) => Configure(configuration, databases[position]));
        foreach (var server in servers.Nodes.Where(_ => knowEachOther))
        {
            var others = servers.Nodes.Where(node => node != server).Select(node => node.Address.ToString().TrimEnd('/'));
            server.Configuration["HaPeers"] = new JsonArray([.. others.Select(address => JsonValue.Create(address))]);
        }

        return servers;
    }

    /// <summary>Gives a server a database for its backend.</summary>
    public static void KeepIn(JsonObject configuration, MariaDbServer database)
    {
        configuration["BackendDB"] = "mysql";
        configuration["MySQLOrchestratorHost"] = database.HostAddress;
        configuration["MySQLOrchestratorPort"] = database.Port;
        configuration["MySQLOrchestratorDatabase"] = Database;
        configuration["MySQLOrchestratorUser"] = MariaDbUsers.TopologyUser;
        configuration["MySQLOrchestratorPassword"] = MariaDbUsers.TopologyPassword;
    }

    /// <summary>Waits until every server says that it is well, one leads, and changes are made, so that what comes next meets a whole cluster.</summary>
    public static async Task AreWellAsync(ClusterUnderLoad cluster)
    {
        await AreWellAsync(cluster.Servers);
        await cluster.Load.WaitForCallsAsync(30, Patience);
    }

    /// <summary>Waits until every server says that it is well and one leads.</summary>
    public static async Task AreWellAsync(ServerCluster servers)
    {
        await Eventually.SeeAsync(
            "every server to be well",
            async token => await Task.WhenAll(servers.Nodes.Select(node => node.GetStatusAsync("health", token))),
            seen => seen.All(status => status == HttpStatusCode.OK),
            Patience);
        await servers.LeaderAsync(Patience);
    }

    /// <summary>Waits until a server says neither that it leads nor that it is well.</summary>
    public static async Task IsOutOfServiceAsync(ServerProcess server)
    {
        // It says that it is unwell only after it has waited for its database in vain.
        using var http = new HttpClient { BaseAddress = new Uri(server.Address, "api/"), Timeout = TimeSpan.FromSeconds(10) };
        await Eventually.SeeAsync(
            $"{server.Address} to be out of service",
            async token => (await StatusAsync(http, "leader-check", token), await StatusAsync(http, "health", token)),
            seen => seen == (HttpStatusCode.NotFound, HttpStatusCode.InternalServerError),
            Patience);
    }

    /// <summary>Holds the cluster to all that it promises: what was acknowledged is stored, and every server answers with what is stored.</summary>
    public static async Task HoldAllPromisesAsync(ClusterUnderLoad cluster)
    {
        await cluster.HoldsAllPromisesAsync();
        var stored = await DecidedRows.ReadAsync(cluster.Servers.Nodes[0]);
        stored.Tags.ShouldNotBeEmpty();
        foreach (var instance in stored.Tags.GroupBy(tag => tag.Key.Key, tag => $"{tag.Key.Name}={tag.Value}"))
        {
            foreach (var server in cluster.Servers.Nodes)
            {
                await Eventually.PassesAsync(
                    $"{server.Address} to answer with the tags of {instance.Key}",
                    async token => (await TagsAsync(server, instance.Key.ToString(), token)).ShouldBe(instance, ignoreOrder: true));
            }
        }
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, string route, CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(route, cancellationToken);
        return response.StatusCode;
    }

    private static async Task<IReadOnlyList<string>> TagsAsync(ServerProcess server, string instance, CancellationToken cancellationToken)
        => JsonSerializer.Deserialize<string[]>(await server.GetAsync($"tags/{instance.Replace(':', '/')}", cancellationToken)) ?? [];

    private static void Configure(JsonObject configuration, MariaDbServer database)
    {
        foreach (var key in (string[])["RaftEnabled", "RaftBind", "RaftAdvertise", "RaftNodes"])
        {
            configuration.Remove(key);
        }

        KeepIn(configuration, database);
        configuration["ActiveNodeExpireSeconds"] = LeaseSeconds;
    }
}
