using Ham4db.Client.Contract;
using Ham4db.Server.Consensus;

namespace Ham4db.Server.Tests.Api.Leading;

public sealed class ForwardingTests
{
    private const string Change = "/api/untag-all?tag=role=backup";

    [Fact]
    public async Task Read_OnFollower_IsAnsweredByTheLeader()
    {
        await using var leader = await ApiNode.StartAsync();
        await using var follower = await FollowerOf(leader);
        leader.Backend.Current = leader.Backend.Current with { Tags = leader.Backend.Current.Tags.Add(new InstanceKey("db", 3306), Tags("role")) };

        var answer = await follower.GetAsync("/api/tagged?tag=role");

        answer.Status.ShouldBe(200);
        answer.Body.ShouldBe("""[{"Hostname":"db","Port":3306}]""");
        answer.Headers["Content-Type"].ShouldBe("application/json; charset=UTF-8");
        answer.Headers["Ham4db-Term"].ShouldBe("1");
    }

    [Fact]
    public async Task Change_OnFollower_IsMadeByTheLeaderOnceUnderItsKey()
    {
        await using var leader = await ApiNode.StartAsync();
        await using var follower = await FollowerOf(leader);

        var first = await follower.PostAsync(Change, ("Idempotency-Key", "k-1"));
        var second = await follower.PostAsync(Change, ("Idempotency-Key", "k-1"));

        (first.Status, second.Status).ShouldBe((200, 200));
        second.Headers["Ham4db-Replayed"].ShouldBe("true");
        leader.Backend.Submitted.Select(envelope => envelope.IdempotencyKey).ShouldBe(["k-1"]);
        follower.Backend.Submitted.ShouldBeEmpty();
    }

    [Fact]
    public async Task Change_ThatAServingFollowerMayNotMake_IsMadeByTheLeader()
    {
        await using var leader = await ApiNode.StartAsync();
        await using var follower = await FollowerOf(leader);
        follower.Leadership.Lease = () => true;
        follower.Control.Refusal = new NotLeaderException(follower.Leadership.Current);

        (await follower.PostAsync("/api/reelect")).Status.ShouldBe(200);

        leader.Control.Asked.ShouldBe(["reelect"]);
    }

    [Fact]
    public async Task Error_OnFollower_HasTheLeadersStatusAndMessage()
    {
        await using var leader = await ApiNode.StartAsync();
        await using var follower = await FollowerOf(leader);

        var answer = await follower.GetAsync("/api/mysql/instance/nosuch/3306");

        (answer.Status, answer.Message).ShouldBe((404, "Cannot read instance: nosuch:3306"));
    }

    [Fact]
    public async Task Path_WithEncodedSlash_ArrivesUnchanged()
    {
        await using var leader = await ApiNode.StartAsync();
        await using var follower = await FollowerOf(leader);

        var answer = await follower.GetAsync("/api/cluster/a%2Fb%3F..%2F");

        answer.Message.ShouldBe("Unable to determine cluster name. clusterHint=a/b?../");
    }

    [Fact]
    public async Task Headers_OnTheirWayToTheLeader_KeepCredentialsAndTellHopAndTime()
    {
        await using var leader = await ScriptedPeer.StartAsync(_ => "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]");
        await using var follower = await ApiNode.StartAsync();
        follower.Leadership.Show(FakeLeadership.Following(3, leader.Address));

        await follower.PostAsync(
            Change, ("Authorization", "Basic eDp5"), ("Ham4db-Deadline-Ms", "5000"), ("Idempotency-Key", "k"), ("Accept-Encoding", "gzip"),
            ("X-Forwarded-For", "192.0.2.9"), ("Connection", "X-Private"), ("X-Private", "1"));

        var received = leader.Received.ShouldHaveSingleItem();
        received.ShouldStartWith("POST /api/untag-all?tag=role=backup HTTP/1.1\r\n");
        received.ShouldContain("Authorization: Basic eDp5\r\n");
        received.ShouldContain("Idempotency-Key: k\r\n");
        received.ShouldContain("Ham4db-Forwarded: 1\r\n");
        received.ShouldContain("X-Forwarded-For: 192.0.2.9, 127.0.0.1\r\n");
        received.ShouldContain($"Host: {follower.Address.Authority}\r\n");
        received.ShouldNotContain("Accept-Encoding");
        received.ShouldNotContain("X-Private: 1");
        var remaining = received.Split("Ham4db-Deadline-Ms: ")[1].Split('\r')[0];
        int.Parse(remaining, System.Globalization.CultureInfo.InvariantCulture).ShouldBeInRange(1, 5000);
    }

    [Fact]
    public async Task Forwarded_OnNonLeader_Is421AndNothingIsDone()
    {
        await using var leader = await ApiNode.StartAsync();
        await using var follower = await FollowerOf(leader);

        var answer = await follower.PostAsync(Change, ("Ham4db-Forwarded", "1"));

        answer.Status.ShouldBe(421);
        leader.Backend.Submitted.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/api/clusters", false)]
    [InlineData(Change, true)]
    public async Task Any_NoLeaderKnown_IsRefusedPromptly(string path, bool isChange)
    {
        await using var node = await ApiNode.StartAsync();
        node.Leadership.Show(FakeLeadership.Leaderless(4));

        var answer = await node.SendAsync(isChange ? HttpMethod.Post : HttpMethod.Get, path);

        answer.Status.ShouldBe(503);
        answer.Code.ShouldBe("ERROR");
        answer.Message!.ShouldContain("No leader is known");
        answer.Headers.Keys.ShouldContain("Ham4db-Version");
        node.Backend.Submitted.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Any_NodeKnowsWhatHindersIt_TellsThatInsteadOfGuessing(bool leads)
    {
        await using var node = await ApiNode.StartAsync();
        node.Leadership.Show(leads ? FakeLeadership.Leading(4) : FakeLeadership.Leaderless(4));
        node.Leadership.Lease = () => false;
        node.Leadership.Hindrance = "The database is gone.";

        var answer = await node.PostAsync(Change);

        (answer.Status, answer.Message).ShouldBe((503, "The database is gone. Nothing was done: try again, or ask another node."));
    }

    [Fact]
    public async Task Any_LeaderWithoutLease_IsNotServed()
    {
        await using var node = await ApiNode.StartAsync();
        node.Leadership.Lease = () => false;

        (await node.GetAsync("/api/clusters")).Status.ShouldBe(503);
        (await node.PostAsync(Change)).Status.ShouldBe(503);
        node.Backend.Submitted.ShouldBeEmpty();
    }

    [Fact]
    public async Task Read_LeaseLostWhileReading_IsNotServed()
    {
        await using var node = await ApiNode.StartAsync();
        var turn = 0;
        node.Leadership.Lease = () => turn++ == 0;

        (await node.GetAsync("/api/clusters")).Status.ShouldBe(503);
    }

    [Fact]
    public async Task Any_CallerKnowsALaterTerm_IsRefused()
    {
        await using var node = await ApiNode.StartAsync();

        var stale = await node.PostAsync(Change, ("Ham4db-Term", "2"));
        var current = await node.PostAsync(Change, ("Ham4db-Term", "1"));

        (stale.Status, current.Status).ShouldBe((503, 200));
        node.Backend.Submitted.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("Ham4db-Term", "")]
    [InlineData("Ham4db-Term", "-1")]
    [InlineData("Ham4db-Term", "1x")]
    [InlineData("Ham4db-Term", "99999999999999999999")]
    [InlineData("Ham4db-Deadline-Ms", "")]
    [InlineData("Ham4db-Deadline-Ms", "0")]
    [InlineData("Ham4db-Deadline-Ms", "1.5")]
    public async Task Change_HeaderThatCannotBeRead_Is400AndNothingIsDone(string header, string value)
    {
        await using var node = await ApiNode.StartAsync();

        var answer = await node.PostAsync(Change, (header, value));

        (answer.Status, answer.Code).ShouldBe((400, "ERROR"));
        answer.Message!.ShouldStartWith($"The {header} header must hold one whole number");
        node.Backend.Submitted.ShouldBeEmpty();
        (await node.PostAsync(Change, ("Ham4db-Deadline-Ms", "99999999999999999999"))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Change_LeaderRefusesConnections_Is503AndSaysThatNothingWasDone()
    {
        await using var follower = await ApiNode.StartAsync();
        follower.Leadership.Show(FakeLeadership.Following(3, new Uri($"http://127.0.0.1:{Ham4db.Testing.FreePort.Next()}")));

        var answer = await follower.PostAsync(Change);

        answer.Status.ShouldBe(503);
        answer.Message!.ShouldContain("Nothing was done");
    }

    [Fact]
    public async Task Change_LeaderDiesWhileItWorks_Is502AndSaysThatTheOutcomeIsUnknown()
    {
        await using var leader = await ScriptedPeer.StartAsync(_ => null);
        await using var follower = await ApiNode.StartAsync();
        follower.Leadership.Show(FakeLeadership.Following(3, leader.Address));

        var answer = await follower.PostAsync(Change);

        answer.Status.ShouldBe(502);
        answer.Message!.ShouldContain("not known");
        leader.Received.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Change_LeaderDiesOnAReusedConnection_IsNotSentAgainByThePool()
    {
        var answered = 0;
        await using var leader = await ScriptedPeer.StartAsync(
            _ => Interlocked.Increment(ref answered) == 1 ? "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]" : null);
        await using var follower = await ApiNode.StartAsync();
        follower.Leadership.Show(FakeLeadership.Following(3, leader.Address));

        await follower.GetAsync("/api/clusters");
        var answer = await follower.PostAsync(Change);

        answer.Status.ShouldBe(502);
        leader.Received.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Change_LeaderSaysItDoesNotLead_GoesToTheNextLeader()
    {
        await using var former = await ScriptedPeer.StartAsync(_ => "HTTP/1.1 421 Misdirected Request\r\nContent-Length: 0\r\n\r\n");
        await using var leader = await ApiNode.StartAsync();
        await using var follower = await ApiNode.StartAsync(electionTimeout: TimeSpan.FromSeconds(10));
        follower.Leadership.Show(FakeLeadership.Following(3, former.Address));

        var change = follower.PostAsync(Change);
        await Ham4db.Testing.Eventually.BecomesTrueAsync("the former leader was asked", () => former.Received.Count > 0);
        follower.Leadership.Show(FakeLeadership.Following(4, leader.Address));

        (await change).Status.ShouldBe(200);
        leader.Backend.Submitted.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Change_LeaderIsJustElectedAndRefusesStill_IsAskedAgain()
    {
        var asked = 0;
        await using var elected = await ScriptedPeer.StartAsync(_ => Interlocked.Increment(ref asked) == 1
            ? "HTTP/1.1 421 Misdirected Request\r\nContent-Length: 0\r\n\r\n"
            : "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
        await using var follower = await ApiNode.StartAsync(electionTimeout: TimeSpan.FromSeconds(10));
        follower.Leadership.Show(FakeLeadership.Following(3, elected.Address));

        (await follower.PostAsync(Change)).Status.ShouldBe(200);

        elected.Received.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(Change, 10_000)]
    [InlineData("/api/raft-yield/10.0.0.2", 150)]
    [InlineData("/api/raft-remove-peer/10.0.0.2", 150)]
    [InlineData("/api/reelect", 150)]
    public async Task Change_LeaderHandsOverAndItsAnswerIsOnItsWay_IsWaitedFor(string change, int electionTimeout)
    {
        using var answer = new ManualResetEventSlim();
        await using var former = await ScriptedPeer.StartAsync(_ =>
        {
            answer.Wait(TimeSpan.FromSeconds(20));
            return "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
        });
        await using var follower = await ApiNode.StartAsync(electionTimeout: TimeSpan.FromMilliseconds(electionTimeout));
        follower.Leadership.Show(FakeLeadership.Following(3, former.Address));

        var made = follower.PostAsync(change);
        await Ham4db.Testing.Eventually.BecomesTrueAsync("the former leader was asked", () => former.Received.Count > 0);
        follower.Leadership.Show(FakeLeadership.Following(4, new Uri("http://127.0.0.1:1")));
        answer.Set();

        (await made).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Read_LeaderFallsSilentAndAnotherIsElected_IsAnsweredByTheNewOne()
    {
        await using var silent = await ScriptedPeer.StartAsync(_ => string.Empty);
        await using var leader = await ApiNode.StartAsync();
        await using var follower = await ApiNode.StartAsync();
        follower.Leadership.Show(FakeLeadership.Following(3, silent.Address));

        var read = follower.GetAsync("/api/clusters");
        await Ham4db.Testing.Eventually.BecomesTrueAsync("the silent leader was asked", () => silent.Received.Count == 1);
        follower.Leadership.Show(FakeLeadership.Following(4, leader.Address));

        (await read).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Read_LeaderDiesWhileItAnswers_IsAnsweredByTheNextLeader()
    {
        await using var dying = await ScriptedPeer.StartAsync(_ => null);
        await using var leader = await ApiNode.StartAsync();
        await using var follower = await ApiNode.StartAsync(electionTimeout: TimeSpan.FromSeconds(10));
        follower.Leadership.Show(FakeLeadership.Following(3, dying.Address));

        var read = follower.GetAsync("/api/clusters");
        await Ham4db.Testing.Eventually.BecomesTrueAsync("the dying leader was asked", () => dying.Received.Count == 1);
        follower.Leadership.Show(FakeLeadership.Following(4, leader.Address));

        (await read).Status.ShouldBe(200);
        dying.Received.Count.ShouldBe(1);
    }

    [Fact]
    public async Task RoutedLeaderCheck_NoLeader_IsAnsweredWithoutWaitingForOne()
    {
        await using var node = await ApiNode.StartAsync(electionTimeout: TimeSpan.FromHours(1));
        node.Leadership.Show(FakeLeadership.Leaderless(4));

        var answer = await node.GetAsync("/api/routed-leader-check");

        (answer.Status, answer.Body).ShouldBe((404, "\"Not leader\""));
    }

    [Fact]
    public async Task Change_LeaderFallsSilentAndAnotherIsElected_Is502AndIsNotRepeated()
    {
        await using var silent = await ScriptedPeer.StartAsync(_ => string.Empty);
        await using var leader = await ApiNode.StartAsync();
        await using var follower = await ApiNode.StartAsync();
        follower.Leadership.Show(FakeLeadership.Following(3, silent.Address));

        var change = follower.PostAsync(Change);
        await Ham4db.Testing.Eventually.BecomesTrueAsync("the silent leader was asked", () => silent.Received.Count == 1);
        follower.Leadership.Show(FakeLeadership.Following(4, leader.Address));

        (await change).Status.ShouldBe(502);
        leader.Backend.Submitted.ShouldBeEmpty();
    }

    [Fact]
    public async Task Change_LeaderSilentUntilTheDeadline_Is504()
    {
        await using var silent = await ScriptedPeer.StartAsync(_ => string.Empty);
        await using var follower = await ApiNode.StartAsync();
        follower.Leadership.Show(FakeLeadership.Following(3, silent.Address));

        var answer = await follower.PostAsync(Change, ("Ham4db-Deadline-Ms", "100"));

        answer.Status.ShouldBe(504);
        answer.Message!.ShouldContain("not known");
    }

    [Fact]
    public async Task Change_FollowerIsElectedWhileItWaits_IsMadeHere()
    {
        await using var node = await ApiNode.StartAsync(electionTimeout: TimeSpan.FromSeconds(10));
        node.Leadership.Show(FakeLeadership.Leaderless(3));

        var change = node.PostAsync(Change);
        node.Leadership.Show(FakeLeadership.Leading(4));

        (await change).Status.ShouldBe(200);
        node.Backend.Submitted.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Change_LeadershipLostBeforeTheLogTookIt_GoesToTheNewLeader()
    {
        await using var leader = await ApiNode.StartAsync();
        await using var node = await ApiNode.StartAsync(electionTimeout: TimeSpan.FromSeconds(10));
        var next = FakeLeadership.Following(2, leader.Address);
        node.Backend.NextFailure = new NotLeaderException(next);
        node.Leadership.Lease = () =>
        {
            node.Leadership.Lease = null;
            return true;
        };
        var change = node.PostAsync(Change);
        await Ham4db.Testing.Eventually.BecomesTrueAsync("the log refused", () => node.Backend.NextFailure is null);
        node.Leadership.Show(next);

        (await change).Status.ShouldBe(200);
        (leader.Backend.Submitted.Count + node.Backend.Submitted.Count).ShouldBe(1);
    }

    [Fact]
    public async Task Change_LogRefusesAndLeadershipStays_IsRefusedAfterOneElection()
    {
        await using var node = await ApiNode.StartAsync();
        node.Backend.Refusal = new NotLeaderException(node.Leadership.Current);

        var answer = await node.PostAsync(Change);

        answer.Status.ShouldBe(503);
        answer.Message!.ShouldContain("Nothing was done");
    }

    [Fact]
    public async Task Change_NoLeaderUntilTheDeadline_Is503AndSaysThatNothingWasDone()
    {
        await using var node = await ApiNode.StartAsync(electionTimeout: TimeSpan.FromHours(1));
        node.Leadership.Show(FakeLeadership.Leaderless(4));

        var answer = await node.PostAsync(Change, ("Ham4db-Deadline-Ms", "50"));

        answer.Status.ShouldBe(503);
        answer.Message!.ShouldContain("Nothing was done");
    }

    [Fact]
    public async Task Change_OutcomeUnknownOnTheLeader_Is504()
    {
        await using var node = await ApiNode.StartAsync();
        node.Backend.NextFailure = new CommandOutcomeUnknownException("Leadership was lost while the change was on its way: it may have been made.");

        var answer = await node.PostAsync(Change);

        (answer.Status, answer.Message).ShouldBe((504, "Leadership was lost while the change was on its way: it may have been made."));
    }

    [Fact]
    public async Task Error_ErrorsAreAll500OnTheFollower_Is500ForScriptsAndItsOwnForTheSdk()
    {
        await using var leader = await ApiNode.StartAsync(http => http with { StrictStatusCodes = false });
        await using var follower = await ApiNode.StartAsync(http => http with { StrictStatusCodes = false });
        follower.Leadership.Show(FakeLeadership.Following(1, leader.Address));

        var script = await follower.GetAsync("/api/mysql/instance/nosuch/3306");
        var sdk = await follower.GetAsync("/api/mysql/instance/nosuch/3306", ("Ham4db-Client", "test"));

        (script.Status, sdk.Status).ShouldBe((500, 404));
        (script.Json!["HttpStatus"]!.GetValue<int>(), sdk.Json!["HttpStatus"]!.GetValue<int>()).ShouldBe((500, 404));
    }

    private static async Task<ApiNode> FollowerOf(ApiNode leader)
    {
        var follower = await ApiNode.StartAsync();
        follower.Leadership.Show(FakeLeadership.Following(1, leader.Address));
        return follower;
    }

    private static System.Collections.Immutable.ImmutableSortedDictionary<string, string> Tags(string name)
        => System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty.Add(name, string.Empty);
}
