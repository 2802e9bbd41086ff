using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace Ham4db.Client.Cli.Tests;

/// <summary>A scenario recorded from one of the Go servers: what it replied, and what the shell client printed.</summary>
internal sealed class Recording
{
    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "Fixtures");

    /// <summary>Where a reply was recorded that a scenario lacks, and that does not depend on what makes the scenario.</summary>
    private static readonly Dictionary<string, string> Elsewhere = new()
    {
        ["orchestrator/healthy"] = "orchestrator/errors",
        ["orchestrator/healthy-follower"] = "orchestrator/healthy",
        ["orchestrator/raft-one-node-down"] = "orchestrator/healthy",
    };

    private readonly string _folder;
    private readonly Recording? _elsewhere;
    private readonly Dictionary<string, StubReply[]> _replies;

    private Recording(string name)
    {
        _folder = Path.Combine(Root, name);
        _elsewhere = Elsewhere.TryGetValue(name, out var other) ? new Recording(other) : null;
        _replies = ReadTable("http.tsv")
            .GroupBy(row => Uri.UnescapeDataString(row[1].Replace('+', ' '))["/api/".Length..])
            .ToDictionary(
                group => group.Key,
                group => group.Select(row => new StubReply(Text(row[4]), (HttpStatusCode)int.Parse(row[2], CultureInfo.InvariantCulture), row[3])).ToArray());
    }

    public static IEnumerable<string> Names
        => Directory.EnumerateFiles(Root, "client.tsv", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, Path.GetDirectoryName(file)!))
            .Order(StringComparer.Ordinal);

    public static Recording Open(string name) => new(name);

    public static string Reply(string scenario, string file) => File.ReadAllText(Path.Combine(Root, scenario, file));

    /// <summary>The shell client's runs.</summary>
    public IEnumerable<RecordedRun> Runs
        => ReadTable("client.tsv").Where(row => row[0].Length > 0).Select(row => new RecordedRun(
            row[0].Split(' ', StringSplitOptions.RemoveEmptyEntries),
            int.Parse(row[1], CultureInfo.InvariantCulture),
            row[2],
            row[3].Trim('\'')));

    public string Text(string file) => File.ReadAllText(Path.Combine(_folder, file));

    /// <summary>How often the most asked of these requests was recorded.</summary>
    public int Moments(IEnumerable<StubRequest> requests) => requests.Select(request => FindAll(request.Target).Length).Append(1).Max();

    /// <summary>What was answered at one moment, the last one being 0.</summary>
    public StubReply Answer(StubRequest request, int moment = 0) => FindAll(request.Target) is { Length: > 0 } found ? found[^Math.Min(moment + 1, found.Length)] : StubReply.NoSuchRoute;

    /// <summary>
    /// The recorded reply. Every recorded instance is of the one cluster <c>ci</c>; so a hint that is an instance has the reply of the alias, and
    /// what was not recorded on its own is cut out of <c>all-instances</c> of the same moment.
    /// </summary>
    private StubReply[] FindAll(string target)
    {
        if (_replies.TryGetValue(target, out var recorded))
        {
            return recorded;
        }

        return Derive(target) is { } derived ? [derived] : _elsewhere?.FindAll(target) ?? [];
    }

    private StubReply? Derive(string target)
    {
        return target.Split('/') switch
        {
            [var route, var hint] when hint.StartsWith("127.0.0.1:1011", StringComparison.Ordinal) => _replies.GetValueOrDefault($"{route}/ci")?[^1],
            [var route, "ci", .. var rest] when _replies.TryGetValue(string.Join('/', [route, "127.0.0.1:10111", .. rest]), out var ofInstance) => ofInstance[^1],
            ["master", "ci"] when _replies.TryGetValue("masters", out var masters) => new StubReply(JsonNode.Parse(masters[^1].Body)!.AsArray().Single()!.ToJsonString()),
            ["cluster", "ci"] => Cut(IsOfTheCluster) is { } instances ? ToReply(instances.OrderBy(instance => $"{instance["Key"]?["Hostname"]}/{instance["Key"]?["Port"]}", StringComparer.Ordinal)) : null,
            ["instance", var host, var port] => Cut(instance => IsKey(instance["Key"], host, port))?.FirstOrDefault() is { } found ? new StubReply(found.ToJsonString()) : null,
            ["instance-replicas", var host, var port] => Cut(instance => IsKey(instance["MasterKey"], host, port)) is { } replicas ? ToReply(replicas) : null,
            _ => null,
        };
    }

    /// <summary>An instance that was lost is a cluster of its own then, which has no alias.</summary>
    private bool IsOfTheCluster(JsonNode instance)
        => !_replies.TryGetValue("master/ci", out var master) || $"{JsonNode.Parse(master[^1].Body)!["ClusterName"]}" == $"{instance["ClusterName"]}";

    private IEnumerable<JsonNode>? Cut(Func<JsonNode, bool> isWanted)
        => _replies.TryGetValue("all-instances", out var all) ? JsonNode.Parse(all[^1].Body)!.AsArray().OfType<JsonNode>().Where(isWanted) : null;

    private static StubReply ToReply(IEnumerable<JsonNode> instances) => new($"[{string.Join(',', instances.Select(instance => instance.ToJsonString()))}]");

    private static bool IsKey(JsonNode? key, string host, string port) => $"{key?["Hostname"]}/{key?["Port"]}" == $"{host}/{port}";

    private IEnumerable<string[]> ReadTable(string file)
        => File.Exists(Path.Combine(_folder, file))
            ? File.ReadLines(Path.Combine(_folder, file)).Skip(1).Select(line => line.Split('\t'))
            : [];
}

internal sealed record RecordedRun(IReadOnlyList<string> Arguments, int ExitCode, string OutputFile, string Error);
