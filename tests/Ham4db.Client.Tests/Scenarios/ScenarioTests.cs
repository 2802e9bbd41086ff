using Ham4db.Client.Tests.Stubs;
using Ham4db.Testing;

namespace Ham4db.Client.Tests.Scenarios;

/// <summary>Locating the leader and repeating, as data: each file of <c>tests/scenarios</c>, on a clock that the test moves.</summary>
public class ScenarioTests
{
    private static readonly TimeSpan Room = TimeSpan.FromSeconds(30);

    private static string Folder => Path.Combine(RepositoryRoot.Find(), "tests", "scenarios");

    public static TheoryData<string> Files
        => [.. Directory.EnumerateFiles(Folder, "*.json", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Folder, file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Scenario_Runs(string file)
    {
        var scenario = Scenario.Read(Path.Combine(Folder, file));
        using var cluster = new VirtualCluster();
        var nodes = scenario.Nodes.Select(node => new ScenarioNode(node.Key, node.Value, cluster.Time)).ToDictionary(node => node.Name);
        foreach (var node in nodes.Values)
        {
            cluster.Set(node.Name, node.AnswerAsync);
        }

        await using var client = cluster.Connect(new Ham4dbClientOptions
        {
            Endpoints = [.. scenario.Options?.Endpoints ?? [.. nodes.Keys.Select(name => $"http://{name}")]],
            Deadline = TimeSpan.FromMilliseconds(scenario.Options?.DeadlineMs ?? 30_000),
            WatchLeader = false,
        });
        var began = cluster.Time.GetTimestamp();
        var calls = new List<Task>();
        foreach (var call in scenario.Calls.OrderBy(call => call.AtMs))
        {
            await PassUntilAsync(cluster, began, call.AtMs);
            calls.Add(MakeAsync(client, call, nodes, cluster));
        }

        await cluster.PassAsync(TimeSpan.FromSeconds(40), Task.WhenAll(calls));
        foreach (var call in calls)
        {
            await call.WaitAsync(Room);
        }

        Check(scenario.Expect, nodes);
    }

    [Fact]
    public void Scenarios_AreAHundredAtLeast() => Files.Count.ShouldBeGreaterThanOrEqualTo(100);

    private static async Task PassUntilAsync(VirtualCluster cluster, long began, int atMs)
    {
        var left = TimeSpan.FromMilliseconds(atMs) - cluster.Time.GetElapsedTime(began);
        if (left > TimeSpan.Zero)
        {
            await cluster.PassAsync(left, stepMilliseconds: 10);
        }
    }

    private static async Task MakeAsync(IHam4dbClient client, ScenarioCall call, Dictionary<string, ScenarioNode> nodes, VirtualCluster cluster)
    {
        var began = cluster.Time.GetTimestamp();
        var askedBefore = Asked();
        var result = "ok";
        try
        {
            await ScenarioRoutes.CallAsync(client, call.Does);
        }
        catch (Ham4dbException e)
        {
            result = e switch
            {
                Ham4dbRejectedException => "rejected",
                OutcomeUnknownException => "unknown",
                NoLeaderException => "no-leader",
                DeadlineExceededException => "deadline",
                UnusableReplyException => "unusable",
                _ => e.GetType().Name,
            };
        }

        result.ShouldBe(call.Result);
        if (call.AnsweredBy is { } by)
        {
            Asked()[by].ShouldBeGreaterThan(askedBefore[by], $"{by} should have been asked");
        }

        if (call.WithinMs is { } within)
        {
            cluster.Time.GetElapsedTime(began).TotalMilliseconds.ShouldBeLessThanOrEqualTo(within);
        }

        Dictionary<string, int> Asked() => nodes.ToDictionary(node => node.Key, node => node.Value.Asked(call.Does).Count);
    }

    private static void Check(ScenarioExpectation expected, Dictionary<string, ScenarioNode> nodes)
    {
        foreach (var (name, counts) in expected.Requests ?? new Dictionary<string, IReadOnlyDictionary<string, int>>())
        {
            foreach (var (does, count) in counts)
            {
                nodes[name].Asked(does).Count.ShouldBe(count, $"requests for a {does} at {name}");
            }
        }

        var changes = nodes.Values.SelectMany(node => node.Asked("change").Concat(node.Asked("raw"))).ToList();
        var keys = changes.Select(change => change.Headers.TryGetValues("Idempotency-Key", out var values) ? values.Single() : null).ToList();
        switch (expected.Key)
        {
            case "same":
                keys.Distinct().ShouldHaveSingleItem().ShouldNotBeNull();
                break;
            case "none":
                keys.ShouldAllBe(key => key == null);
                break;
        }

        if (expected.Method is { } method)
        {
            changes.ShouldAllBe(change => change.Method.Method == method);
        }
    }
}
