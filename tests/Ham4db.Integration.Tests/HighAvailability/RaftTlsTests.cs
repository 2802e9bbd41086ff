using System.Net;
using System.Text.Json.Nodes;
using Ham4db.Testing;

namespace Ham4db.Integration.Tests.HighAvailability;

/// <summary>A member that comes back with a certificate that is not the cluster's is shut out and says why; the others go on.</summary>
[Collection(Alone.Name)]
public sealed class RaftTlsTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new("tls");
    private readonly TestAuthority _authority;
    private readonly TestAuthority _foreign;

    public RaftTlsTests()
    {
        _authority = new TestAuthority(_directory);
        _foreign = new TestAuthority(_directory, "foreign-ca");
    }

    public void Dispose()
    {
        _authority.Dispose();
        _foreign.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task NodeOfAnotherAuthority_IsShutOut_UntilItHasACertificateOfTheCluster()
    {
        await using var cluster = new ServerCluster(nodes: 3, configure: (node, position) => Equip(node, _authority, $"n{position}"));
        var leader = await cluster.StartAsync();
        await using var load = await ChangeLoad.StartAsync(cluster.Addresses, workers: 1);
        var node = cluster.Nodes.First(each => each != leader);
        await node.StopAsync();
        Equip(node.Configuration, _foreign, "stranger");

        await node.StartAsync();
        await load.WaitForCallsAsync(200);

        await Eventually.BecomesTrueAsync(
            "the others to say whom they shut out",
            () => cluster.Nodes.Where(each => each != node).Any(each => Says(each, "its certificate \"CN=stranger\" is not trusted")));
        await Eventually.BecomesTrueAsync("the node to say whom it does not trust", () => Says(node, "is not trusted"));
        (await node.GetStatusAsync("leader-check")).ShouldBe(HttpStatusCode.NotFound);
        (await node.GetStatusAsync("raft-health")).ShouldNotBe(HttpStatusCode.OK);

        await node.StopAsync();
        Equip(node.Configuration, _authority, "renewed");
        await node.StartAsync();
        (await load.StopAsync()).Failures.ShouldBeEmpty();
        await load.VerifyAsync(cluster.Nodes);
    }

    [Fact]
    public async Task CertificateThatThePeersWouldNotTake_StopsTheStartInOneLine()
    {
        await using var cluster = new ServerCluster(nodes: 3, configure: (node, position) => Equip(node, _authority, $"n{position}"));
        var node = cluster.Nodes[0];
        Equip(node.Configuration, _foreign, "stranger");
        node.Configuration["RaftTlsCaFile"] = _authority.File;

        var process = await node.LaunchAsync();

        (await process.WaitForExitAsync()).ShouldBe(1);
        var line = process.Errors.ShouldHaveSingleItem();
        line.ShouldContain("RaftTlsCertFile");
        line.ShouldContain("the peers would not take this certificate");
        Directory.Exists(node.Configuration["RaftDataDir"]!.GetValue<string>()).ShouldBeFalse();
    }

    private static void Equip(JsonObject configuration, TestAuthority authority, string name)
    {
        (configuration["RaftTlsCertFile"], configuration["RaftTlsKeyFile"]) = authority.Sign(name);
        configuration["RaftTlsCaFile"] = authority.File;
    }

    private static bool Says(ServerProcess node, string text) => node.Output.Any(line => line.Contains(text, StringComparison.Ordinal));
}
