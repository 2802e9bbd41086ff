using Ham4db.Server.Backend;
using Ham4db.Server.Backend.Shared;
using Ham4db.Server.Configuration;
using Ham4db.Server.Consensus;
using Ham4db.Server.Consensus.SharedBackend;
using Ham4db.Server.Tests.Api;
using Ham4db.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Ham4db.Server.Tests.Consensus.SharedBackend;

/// <summary>A server whose database fails over to another one.</summary>
public sealed class LeaseKeeperSwitchTests : IDisposable
{
    private static readonly SharedTimings Timings = new(TimeSpan.FromSeconds(5));

    private readonly FakeTimeProvider _time = new();
    private readonly NothingDecided _ledger = new();
    private readonly ModelDatabase _database;
    private readonly ModelConnection _connection;
    private readonly HaPeers _peers;
    private readonly LeaseKeeper _keeper;

    public LeaseKeeperSwitchTests()
    {
        _database = new ModelDatabase(_time);
        _connection = new ModelConnection(_database);
        var self = new ProcessIdentity("host", "token", _time.GetUtcNow());
        _peers = new HaPeers(
            new FixedOptions(new ServerOptions()), self, new LeasePromises(Timings.Lease, _time), Timings, _time, NullLogger.Instance);
        _keeper = new LeaseKeeper(
            _connection,
            _ledger,
            new TermInForce(),
            _peers,
            self,
            new Uri("http://host:3000"),
            new LeadershipBoard(new LeadershipView(NodeRole.Shutdown, 0, string.Empty, null)),
            Timings,
            _time,
            NullLogger.Instance);
    }

    public void Dispose()
    {
        _keeper.Dispose();
        _peers.Dispose();
    }

    [Fact]
    public async Task Look_AnotherDatabase_WritesAgainAndTellsBeforeItBeginsATerm()
    {
        await LookAsync();

        _database.Server = "other";
        await LookAsync();

        _ledger.Reapplied.ShouldBe(1);
        _connection.Floors.ShouldBe([2]);
        _keeper.Claim.ShouldNotBeNull().Token.ShouldBe(1 + LeaseRules.TokensSkipped);
        (_keeper.Floor, _keeper.Database).ShouldBe((0, "other"));
    }

    [Fact]
    public async Task Look_AnotherNodeOfTheSameCluster_LeadsOnInTheSameTerm()
    {
        _database.Cluster = "galera";
        await LookAsync();

        _database.Server = "other";
        await LookAsync();

        _keeper.Claim.ShouldNotBeNull().Token.ShouldBe(1);
        (_keeper.Floor, _keeper.Database).ShouldBe((0, "other"));
        _ledger.Reapplied.ShouldBe(0);
    }

    [Fact]
    public async Task Look_DatabaseFailsWhileItIsWrittenAgain_WritesAgainAtTheNextLook()
    {
        await LookAsync();

        _database.Server = "other";
        _ledger.Fails = true;
        await Should.ThrowAsync<BackendUnreachableException>(LookAsync);
        _keeper.Floor.ShouldBe(2);
        _connection.Floors.ShouldBeEmpty();
        _ledger.Fails = false;
        await LookAsync();

        _ledger.Reapplied.ShouldBe(2);
        _connection.Floors.ShouldBe([2]);
        _keeper.Floor.ShouldBe(0);
        await LookAsync();
        _ledger.Reapplied.ShouldBe(2);
    }

    [Fact]
    public async Task Look_OthersHaveNotWrittenAgainYet_WaitsForThemButNotForEver()
    {
        await LookAsync();
        _connection.Awaited = ["host2/token2"];

        _database.Server = "other";
        await LookAsync();
        _database.Token.ShouldBe(1);
        _keeper.Floor.ShouldBe(2);
        _connection.Awaited = [];
        await LookAsync();
        _database.Token.ShouldBe(1 + LeaseRules.TokensSkipped);

        _connection.Awaited = ["host2/token2"];
        _database.Server = "third";
        await LookAsync();
        _database.Token.ShouldBe(1 + LeaseRules.TokensSkipped);
        _time.Advance(Timings.Lease);
        await LookAsync();
        _database.Token.ShouldBe(1 + (2 * LeaseRules.TokensSkipped));
    }

    [Fact]
    public async Task Grab_BeforeATermHasBegunOnTheOtherDatabase_IsRefused()
    {
        await LookAsync();

        _database.Server = "other";

        (await _keeper.GrabAsync(CancellationToken.None)).ShouldNotBeNull().ShouldContain("other");
        _database.Token.ShouldBe(1);
    }

    [Fact]
    public async Task Run_LookThatFailsAsNoneShould_IsFollowedByTheNext()
    {
        using var stop = new CancellationTokenSource();
        _ledger.Unreadable = new InvalidCastException("what nobody thought of");
        var running = _keeper.RunAsync(stop.Token);

        await Eventually.BecomesTrueAsync("a leader that is in touch", () =>
        {
            _time.Advance(Timings.Renewal);
            return _keeper is { IsInTouch: true, Claim: not null };
        });

        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task Grab_DatabaseThatHangs_SaysThatItDoesNotAnswer()
    {
        await LookAsync();

        _connection.Stop();
        var grabbing = _keeper.GrabAsync(CancellationToken.None);
        await Eventually.SeeAsync("an end", _ => Advance(), _ => grabbing.IsCompleted);

        (await Should.ThrowAsync<BackendUnreachableException>(() => grabbing)).Message.ShouldContain("did not answer within");
        _connection.Continue();

        Task<bool> Advance()
        {
            _time.Advance(Timings.Renewal);
            return Task.FromResult(true);
        }
    }

    [Fact]
    public async Task Look_TermIsOfAnotherDatabase_TakesItFarAheadAndDecidesHereFromThenOn()
    {
        _database.TermServer = "elsewhere";
        _database.Put("other/1", token: 7);
        await LookAsync();
        _keeper.IsElsewhere.ShouldBeTrue();

        _time.Advance(Timings.Lease);
        await LookAsync();

        _keeper.Claim.ShouldNotBeNull().Token.ShouldBe(7 + LeaseRules.TokensSkipped);
        _keeper.IsElsewhere.ShouldBeFalse();
    }

    private Task LookAsync() => _keeper.LookAsync(CancellationToken.None);
}
