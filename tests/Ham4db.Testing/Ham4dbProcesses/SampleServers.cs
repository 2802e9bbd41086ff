using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Ham4db.Testing;

/// <summary>
/// Servers with the configurations of <c>samples/</c>, as their documents say to use them: the addresses, paths and instances of a test stand
/// where those of a machine are shown, passwords come from the environment.
/// </summary>
public static partial class SampleServers
{
    private const string Kubernetes = "kubernetes/ham4db.yaml";
    private const string Seeds = "DiscoverySeeds";
    private const string Peers = "HaPeers";

    // In a test each node has those of its own.
    private static readonly string[] Addresses = ["ListenAddress", "HTTPAdvertise", "RaftBind", "RaftAdvertise", "RaftNodes"];
    private static readonly string[] Paths = ["SQLite3DataFile", "RaftDataDir"];

    /// <summary>Prepares one server for each of the databases, from <c>n1.json</c>, <c>n2.json</c> and so on.</summary>
    /// <param name="folder">Where they are, below <c>samples/</c>. Peers there that get no database are left out of the lists of the others.</param>
    /// <param name="databases">What stands at the other end of each server's connections.</param>
    /// <param name="onLine">As for <see cref="ServerCluster"/>.</param>
    public static ServerCluster OnDatabases(string folder, IReadOnlyList<(string Host, int Port)> databases, Action<int, string>? onLine = null)
    {
        var cluster = new ServerCluster(databases.Count, configure: (configuration, position) =>
        {
            Take(configuration, SampleFile.ReadJson(string.Create(CultureInfo.InvariantCulture, $"{folder}/n{position + 1}.json")));
            (configuration["MySQLOrchestratorHost"], configuration["MySQLOrchestratorPort"]) = (databases[position].Host, databases[position].Port);
        }, onLine: onLine);
        foreach (var node in cluster.Nodes)
        {
            node.Variables["BACKEND_PASSWORD"] = MariaDbUsers.BackendPassword;
            if (node.Configuration[Peers] is JsonArray shown)
            {
                node.Configuration[Peers] = new JsonArray([.. AddressesIn(shown, cluster).Select(address => JsonValue.Create(address))]);
            }
        }

        return WithPasswords(cluster);
    }

    /// <summary>Prepares the three raft nodes of <c>samples/systemd</c>.</summary>
    public static ServerCluster UnderSystemd()
        => WithPasswords(new ServerCluster(nodes: 3, configure: (configuration, _) => Take(configuration, SampleFile.ReadJson("systemd/ham4db.conf.json"))));

    /// <summary>Prepares the three raft nodes of <c>samples/kubernetes</c>: with the file of its config map, and the variables of its container.</summary>
    public static ServerCluster InKubernetes()
    {
        var yaml = SampleFile.Read(Kubernetes, new Dictionary<string, string>());
        var variables = Variable().Matches(yaml).Select(match => match.Groups[1].Value).ToList();
        var given = new Dictionary<int, JsonObject>();
        var cluster = new ServerCluster(nodes: 3, configure: (configuration, position) =>
        {
            given[position] = configuration.DeepClone().AsObject();
            Take(configuration, JsonNode.Parse(ConfigurationFile().Match(yaml).Groups[1].Value)!.AsObject());
        });
        foreach (var (node, position) in cluster.Nodes.Select((node, position) => (node, position)))
        {
            foreach (var variable in variables)
            {
                node.Variables["HAM4DB_" + variable] = given[position][variable]!.GetValue<string>();
            }
        }

        return WithPasswords(cluster);
    }

    private static ServerCluster WithPasswords(ServerCluster cluster)
    {
        foreach (var node in cluster.Nodes)
        {
            node.Variables["TOPOLOGY_PASSWORD"] = MariaDbUsers.TopologyPassword;
        }

        return cluster;
    }

    private static void Take(JsonObject configuration, JsonObject sample)
    {
        var own = configuration.DeepClone().AsObject();
        configuration.Clear();
        foreach (var (key, shown) in sample.Where(setting => !Paths.Contains(setting.Key)))
        {
            configuration[key] = (Addresses.Contains(key) ? own[key] : shown)?.DeepClone();
        }

        configuration[Seeds] = new JsonArray();
    }

    private static IEnumerable<string> AddressesIn(JsonArray shown, ServerCluster cluster)
        => shown.Select(peer => int.Parse(PeerNumber().Match(peer!.GetValue<string>()).Groups[1].ValueSpan, CultureInfo.InvariantCulture))
            .Where(number => number <= cluster.Nodes.Count)
            .Select(number => cluster.Addresses[number - 1]);

    [GeneratedRegex(@"^http://10\.0\.0\.(\d):3000$")]
    private static partial Regex PeerNumber();

    [GeneratedRegex(@"- name: HAM4DB_(\w+)\n +value: \S+\n")]
    private static partial Regex Variable();

    [GeneratedRegex(@"ham4db\.conf\.json: \|\n((?: {4}.*\n)+)")]
    private static partial Regex ConfigurationFile();
}
