using Ham4db.Client.Contract;
using Ham4db.Server.Backend;
using Ham4db.Server.Backend.Commands;
using Ham4db.Server.Backend.Decided;
using Ham4db.Server.Consensus.Raft;
using Microsoft.Extensions.Time.Testing;

namespace Ham4db.Server.Tests.Consensus;

public sealed class OriginCheckTests : IDisposable
{
    private static readonly RaftTuning Tuning = new();

    private readonly FakeTimeProvider _time = new();
    private readonly TestNode.RecordingExit _exit = new();
    private readonly RecordingLogs _logs = new();

    public void Dispose() => _logs.Dispose();

    [Fact]
    public void IsOwn_OneOfTheTwoHasNoIdentityYet_IsTakenAndNotRelied()
    {
        Check(own: null).IsOwn(Command("c1")).ShouldBeFalse();
        Check(own: "c1").IsOwn(Command(null)).ShouldBeFalse();
        Check(own: "c1").IsOwn("{ of a newer server"u8).ShouldBeFalse();
        Check(own: "c1").IsOwn(Command("c1")).ShouldBeTrue();
        Check(own: "c1").CheckCommitted(null);
        _exit.Reason.ShouldBeNull();
    }

    [Fact]
    public void IsOwn_LeaderOfAnotherClusterForAMoment_IsRefusedAndTheNodeGoesOn()
    {
        var check = Check(own: "c1");

        for (var times = 0; times < 3; times++)
        {
            Should.Throw<ForeignLogException>(() => check.IsOwn(Command("c2")));
            _time.Advance(Tuning.ForeignLeaderLimit - TimeSpan.FromMilliseconds(1) - Tuning.ForeignLeaderGap);
            Should.Throw<ForeignLogException>(() => check.IsOwn(Command("c2")));
            _time.Advance(Tuning.ForeignLeaderGap + TimeSpan.FromMilliseconds(1));
        }

        _exit.Reason.ShouldBeNull();
        _logs.Lines.Count(line => line.Text.Contains("mixes two clusters", StringComparison.Ordinal)).ShouldBe(3);
    }

    [Fact]
    public void IsOwn_LeaderOfAnotherClusterOnAndOn_EndsTheNode()
    {
        var check = Check(own: "c1");

        for (var passed = TimeSpan.Zero; passed <= Tuning.ForeignLeaderLimit; passed += TimeSpan.FromSeconds(1))
        {
            _exit.Reason.ShouldBeNull();
            Should.Throw<ForeignLogException>(() => check.IsOwn("c2"));
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        _exit.Reason!.ShouldContain("mixes two clusters");
        _exit.Reason!.ShouldContain("c1");
        _exit.Reason!.ShouldContain("c2");
    }

    [Fact]
    public void CheckCommitted_OfAnotherCluster_EndsTheNodeAtOnce()
    {
        Should.Throw<ForeignLogException>(() => Check(own: "c1").CheckCommitted("c2"));

        _exit.Reason.ShouldNotBeNull();
    }

    private static byte[] Command(string? cluster)
        => CommandCodec.Encode(new CommandEnvelope(Guid.NewGuid(), null, null, DateTimeOffset.UnixEpoch, new PutTag(new InstanceKey("db", 1), "n", "1")) { ClusterId = cluster });

    private OriginCheck Check(string? own) => new(new Held(DecidedState.Empty with { ClusterId = own }), _exit, Tuning, _time, _logs.CreateLogger("raft"));

    private sealed class Held(DecidedState state) : IDecidedStore
    {
        public event Action<CommandEnvelope, CommandResult>? Applied
        {
            add { }
            remove { }
        }

        public event Action? Replaced
        {
            add { }
            remove { }
        }

        public DecidedState Current => state;
    }
}
