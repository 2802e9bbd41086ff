using System.Text.Json;
using Ham4db.Testing;

namespace Ham4db.Integration.Tests.HighAvailability;

/// <summary>What <c>doctor</c> says of real nodes: well, mixed with another cluster's, without one of them, without a quorum.</summary>
[Collection(Alone.Name)]
public sealed class DoctorTests
{
    [Fact]
    public async Task Doctor_OfRealNodes_SaysWhatIsWrongWithThem()
    {
        await using var cluster = new ServerCluster(nodes: 3);
        await using var stranger = new ServerCluster(nodes: 1);
        await Task.WhenAll(cluster.StartAsync(), stranger.StartAsync());

        await ShouldSayAsync("a healthy cluster", cluster.ApiVariable, 0, [], ["Leader", "Follower", "Follower"]);
        await ShouldSayAsync("a list that mixes two", $"{cluster.ApiVariable} {stranger.ApiVariable}", 1, ["clusters-mixed"], ["Leader", "Leader", "Follower", "Follower"]);

        await cluster.Nodes[2].KillAsync();
        await ShouldSayAsync("a dead node", cluster.ApiVariable, 1, ["unreachable", "quorum-bare"], ["Leader", "Follower", "Unreachable"]);

        await cluster.Nodes[1].KillAsync();
        await ShouldSayAsync("no quorum", cluster.ApiVariable, 3, ["no-quorum", "unreachable", "unreachable"], ["Unhealthy", "Unreachable", "Unreachable"]);
    }

    /// <summary>Asks until it says so: leadership moves when a node dies, and may do so when the machine is busy.</summary>
    private static Task ShouldSayAsync(string what, string api, int exitCode, string[] codes, string[] conditions)
        => Eventually.PassesAsync(
            what,
            async token =>
            {
                var result = await CliProcess.RunAsync(api, ["doctor", "--output", "json", "--timeout", "10s"], cancellationToken: token);

                result.StandardError.ShouldBeEmpty();
                var report = JsonDocument.Parse(result.StandardOutput).RootElement;
                Texts(report, "Findings", "Code").ShouldBe(codes, result.StandardOutput);
                Texts(report, "Nodes", "Condition").Order().ShouldBe(conditions.Order(), result.StandardOutput);
                result.ExitCode.ShouldBe(exitCode);
            },
            TimeSpan.FromSeconds(90));

    private static IEnumerable<string> Texts(JsonElement report, string list, string field)
        => report.GetProperty(list).EnumerateArray().Select(entry => entry.GetProperty(field).GetString()!);
}
