using Ham4db.Client.Contract;
using Ham4db.Server.Configuration;
using Ham4db.Server.Consensus;
using Ham4db.Server.Consensus.Raft;
using Ham4db.Server.Tests.Api;

namespace Ham4db.Server.Tests.Consensus;

public class HttpPeerCallsTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Status_OfANode_IsRead()
    {
        await using var node = await ApiNode.StartAsync();
        node.Backend.Status = new RaftStatus { State = "Leader", Term = 7, AppliedIndex = 12, Peers = ["10.0.0.1:10008"] };
        using var calls = CallsOf(new HttpOptions());

        var status = await calls.StatusAsync(node.Address, None);

        (status.State, status.Term, status.AppliedIndex).ShouldBe(("Leader", 7, 12));
        status.Peers.ShouldBe(["10.0.0.1:10008"]);
    }

    [Fact]
    public async Task Leads_AsksForTheProof()
    {
        await using var node = await ApiNode.StartAsync();
        using var calls = CallsOf(new HttpOptions());

        var leads = await calls.LeadsAsync(node.Address, None);
        node.Leadership.Lease = () => false;

        (leads, await calls.LeadsAsync(node.Address, None), await calls.LeadsAsync(new Uri("http://127.0.0.1:1"), None)).ShouldBe((true, false, false));
    }

    [Fact]
    public async Task Yield_AndSnapshot_AreAskedOfTheLeader()
    {
        await using var node = await ApiNode.StartAsync();
        using var calls = CallsOf(new HttpOptions());

        await calls.YieldAsync(node.Address, "[::1]:10008", None);
        await calls.SnapshotAsync(node.Address, None);

        node.Control.Asked.ShouldBe(["yield [::1]:10008", "snapshot"]);
    }

    [Fact]
    public async Task Report_AndJoin_ArriveWithCredentialsAndPrefix()
    {
        var http = new HttpOptions { Authentication = AuthenticationMethod.Basic, AuthUser = "a", AuthPassword = "b:c", UrlPrefix = "/ham4db" };
        await using var node = await ApiNode.StartAsync(own => own with
        {
            Authentication = http.Authentication,
            AuthUser = http.AuthUser,
            AuthPassword = http.AuthPassword,
            UrlPrefix = http.UrlPrefix,
        });
        using var calls = CallsOf(http);

        await calls.ReportAsync(node.Address, new PeerHealth("t", "[::]:10008", "[::1]:10008", "[::1]:10008, n2:10008"), None);
        await calls.JoinAsync(node.Address, "10.0.0.4:10008", null, None);
        await calls.JoinAsync(new Uri(node.Address, "/ham4db"), "10.0.0.4:10008", "c1", None);

        node.Control.Asked.ShouldBe(
            ["health t [::]:10008 [::1]:10008 [::1]:10008, n2:10008", "add 10.0.0.4:10008 -", "add 10.0.0.4:10008 c1"]);
    }

    [Theory]
    [InlineData(AuthenticationMethod.None, "", "*")]
    [InlineData(AuthenticationMethod.Basic, "a", "*")]
    [InlineData(AuthenticationMethod.Multi, "a", "*")]
    [InlineData(AuthenticationMethod.Proxy, "", "*")]
    [InlineData(AuthenticationMethod.Proxy, "", "ops")]
    [InlineData(AuthenticationMethod.Proxy, "a", "*, ops")]
    public async Task Join_NodesConfiguredAlike_IsLetIn(AuthenticationMethod method, string user, string power)
    {
        HttpOptions Alike(HttpOptions http) => http with
        {
            Authentication = method, AuthUser = user, AuthPassword = "b:c", AuthUserHeader = "X-Who", PowerAuthUsers = [.. power.Split(", ")],
        };
        await using var node = await ApiNode.StartAsync(Alike);
        using var calls = CallsOf(Alike(new HttpOptions()));

        await calls.JoinAsync(node.Address, "10.0.0.4:10008", null, None);

        node.Control.Asked.ShouldBe(["add 10.0.0.4:10008 -"]);
    }

    [Theory]
    [InlineData(AuthenticationMethod.Basic, 401)]
    [InlineData(AuthenticationMethod.Multi, 401)]
    [InlineData(AuthenticationMethod.Proxy, 403)]
    public async Task Join_NodeWithoutTheCredentials_IsToldWhatToSet(AuthenticationMethod method, int status)
    {
        await using var node = await ApiNode.StartAsync(http => http with { Authentication = method, AuthUser = "a", AuthPassword = "secret", PowerAuthUsers = ["ops"] });
        using var calls = CallsOf(new HttpOptions { AuthUser = "a", AuthPassword = "other" });

        var refused = await Should.ThrowAsync<PeerCallException>(() => calls.JoinAsync(node.Address, "10.0.0.4:10008", null, None));

        refused.Message.ShouldStartWith($"{node.Address} answered with {status}: ");
        refused.Message.ShouldContain("HTTPAuthUser and HTTPAuthPassword");
        refused.Message.ShouldContain("PowerAuthUsers");
        refused.Message.ShouldNotContain("secret");
        node.Control.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task Call_RefusedOrUnanswered_SaysWhoAndWhy()
    {
        await using var node = await ApiNode.StartAsync();
        node.Control.Refusal = ControlRefusedException.Conflict("Cannot add raft peer: another cluster");
        using var calls = CallsOf(new HttpOptions());

        var refused = await Should.ThrowAsync<PeerCallException>(() => calls.JoinAsync(node.Address, "10.0.0.4:10008", null, None));
        var silent = await Should.ThrowAsync<PeerCallException>(() => calls.StatusAsync(new Uri("http://127.0.0.1:1"), None));
        var noRaft = await Should.ThrowAsync<PeerCallException>(() => calls.StatusAsync(node.Address, None));

        refused.Message.ShouldBe($"{node.Address} answered with 409: Cannot add raft peer: another cluster");
        silent.Message.ShouldStartWith("http://127.0.0.1:1/ cannot be reached");
        noRaft.Message.ShouldContain("not running with raft setup");
    }

    private static HttpPeerCalls CallsOf(HttpOptions http) => new(new FixedOptions(new ServerOptions { Http = http }));
}
