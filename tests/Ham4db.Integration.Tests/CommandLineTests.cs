using Ham4db.Testing;

namespace Ham4db.Integration.Tests;

/// <summary>The program <c>ham4db-client</c> as a user at a shell meets it, against a real cluster.</summary>
[Collection(RealTopology.Shared.Name)]
public sealed class CommandLineTests(RealTopology topology) : IAsyncLifetime
{
    private ClusterOverTopology _cluster = null!;

    public async Task InitializeAsync() => _cluster = await ClusterOverTopology.StartAsync(topology);

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task Topology_PrintsTheDrawing_InBothSyntaxes()
    {
        var drawing = await _cluster.Client.Topology.DrawAsync(topology.Seed);

        var original = await RunAsync("-c", "topology", "-i", topology.Seed);
        var modern = await RunAsync("topology", topology.Seed);

        original.ExitCode.ShouldBe(0, original.StandardError);
        original.StandardOutput.Split('\n').Length.ShouldBe(drawing.Split('\n').Length);
        original.StandardOutput.ShouldStartWith(topology.Seed);
        modern.StandardOutput.Split('\n')[0].ShouldStartWith(topology.Seed);
    }

    [Fact]
    public async Task WhichApi_PrintsTheLeader()
    {
        // Leadership may move between the two questions.
        await Eventually.PassesAsync("the leader to be printed", async token =>
        {
            var leader = await _cluster.Servers.LeaderAsync(cancellationToken: token);

            var result = await RunAsync("-c", "which-api");

            result.ShouldBe(new CliResult(0, $"{leader.Address}api", string.Empty));
        });
    }

    [Fact]
    public async Task WhichReplicas_PrintsOneLineEach()
    {
        var result = await RunAsync("-c", "which-replicas", "-i", topology.Seed);

        result.StandardOutput.Split('\n').ShouldBe(topology.Servers.Replicas.Select(r => r.Address).Order(StringComparer.Ordinal), ignoreOrder: true);
    }

    [Fact]
    public async Task Downtime_BegunAndListedAndEnded()
    {
        var replica = topology.Servers.Replicas[0].Address;

        (await RunAsync("-c", "begin-downtime", "-i", replica, "-r", "a reason", "-o", "bob", "-u", "10m"))
            .ShouldBe(new CliResult(0, replica, string.Empty));
        (await RunAsync("-c", "downtimed")).StandardOutput.ShouldBe(replica);
        (await RunAsync("-c", "end-downtime", "-i", replica)).ExitCode.ShouldBe(0);
        (await RunAsync("-c", "downtimed")).ShouldBe(new CliResult(0, string.Empty, string.Empty));
    }

    [Theory]
    [InlineData(2, "nosuchcommand", "-c", "nosuchcommand")]
    [InlineData(2, "instance", "-c", "which-master")]
    [InlineData(2, "abc", "-c", "which-master", "-i", "127.0.0.1:abc")]
    [InlineData(2, "99999", "-c", "which-master", "-i", "127.0.0.1:99999")]
    [InlineData(2, "not-a-url", "-c", "clusters", "-U", "not-a-url")]
    [InlineData(1, "127.0.0.1:1", "-c", "which-master", "-i", "127.0.0.1:1")]
    [InlineData(1, "nosuch", "-c", "topology", "-a", "nosuch")]
    public async Task BadInput_IsOneLine_AndAnExitCode(int exitCode, string word, params string[] arguments)
    {
        var result = await RunAsync(arguments);

        result.ExitCode.ShouldBe(exitCode, result.StandardOutput + result.StandardError);
        result.StandardOutput.ShouldBeEmpty();
        result.StandardError.Split('\n').ShouldHaveSingleItem().ShouldContain(word);
    }

    private Task<CliResult> RunAsync(params string[] arguments) => CliProcess.RunAsync(_cluster.Servers.ApiVariable, arguments);
}
