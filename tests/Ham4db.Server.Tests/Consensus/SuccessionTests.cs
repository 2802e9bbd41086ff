using System.Net;
using Ham4db.Client.Contract;
using Ham4db.Server.Consensus;
using Ham4db.Server.Consensus.Raft;
using Ham4db.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Ham4db.Server.Tests.Consensus;

public class SuccessionTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly EndPoint Chosen = new IPEndPoint(IPAddress.Loopback, 3);
    private static readonly LeadershipView Nobody = new(NodeRole.Candidate, 4, string.Empty, null);
    private static readonly LeadershipView Other = new(NodeRole.Follower, 5, "127.0.0.1:2", new Uri("http://other:3000"));

    private readonly LeadershipBoard _board = new(new LeadershipView(NodeRole.Leader, 4, "127.0.0.1:1", new Uri("http://own:3000")));
    private readonly StubCalls _calls = new();
    private readonly FakeTimeProvider _time = new();

    private Succession Succession => new(_board, _calls, _time);

    [Fact]
    public async Task Next_NeitherTheEndedTermNorNobody_ButTheNextLeader()
    {
        var next = Succession.NextAsync(4, None);
        _board.Show(Nobody);
        _board.Show(Nobody with { Term = 5 });
        var early = next.IsCompleted;
        _board.Show(Other);

        early.ShouldBeFalse();
        (await next).ShouldBe(Other);
    }

    [Fact]
    public async Task Proves_OnceTheLeaderSaysSo()
    {
        _board.Show(Other);
        var proves = Succession.ProvesAsync(Other, None);
        var early = proves.IsCompleted;

        _calls.Leads = true;

        await Eventually.BecomesTrueAsync("the leader to be asked again", () =>
        {
            _time.Advance(TimeSpan.FromMilliseconds(10));
            return proves.IsCompleted;
        });
        (early, await proves).ShouldBe((false, true));
    }

    [Fact]
    public async Task Proves_FollowedByNobody_IsFalse()
    {
        _board.Show(Other);
        var proves = Succession.ProvesAsync(Other, None);

        _board.Show(Nobody with { Term = 6 });

        await Eventually.BecomesTrueAsync("the end of the wait", () =>
        {
            _time.Advance(TimeSpan.FromMilliseconds(10));
            return proves.IsCompleted;
        });
        (await proves).ShouldBeFalse();
    }

    [Fact]
    public async Task Ask_NamesTheChosenNodeToTheLeader()
    {
        _board.Show(Other);
        _calls.Answer.SetResult();

        var refusal = await Succession.AskAsync(Other, Chosen, None);

        refusal.ShouldBeNull();
        _calls.Asked.ShouldBe((Other.LeaderUri, "127.0.0.1:3"));
    }

    [Fact]
    public async Task Ask_Refused_SaysWhy()
    {
        _board.Show(Other);
        _calls.Answer.SetException(new PeerCallException("it does not answer"));
        var asking = Succession.AskAsync(Other, Chosen, None);

        await Eventually.BecomesTrueAsync("the answer", () =>
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            return asking.IsCompleted;
        });

        (await asking).ShouldBe("it does not answer");
    }

    [Fact]
    public async Task Ask_LeaderIsFollowed_WaitsNoLonger()
    {
        _board.Show(Other);
        var asking = Succession.AskAsync(Other, Chosen, None);

        _board.Show(Nobody with { Term = 6 });

        (await asking).ShouldBeNull();
    }

    private sealed class StubCalls : IPeerCalls
    {
        public volatile bool Leads;

        public TaskCompletionSource Answer { get; } = new();

        public (Uri? Leader, string Target) Asked { get; private set; }

        public Task<bool> LeadsAsync(Uri node, CancellationToken cancellationToken) => Task.FromResult(Leads);

        public Task YieldAsync(Uri leader, string target, CancellationToken cancellationToken)
        {
            Asked = (leader, target);
            return Answer.Task.WaitAsync(cancellationToken);
        }

        public Task<RaftStatus> StatusAsync(Uri node, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task ReportAsync(Uri leader, PeerHealth health, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task SnapshotAsync(Uri leader, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task JoinAsync(Uri member, string address, string? clusterId, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
