using Ham4db.Client.Contract;
using Ham4db.Server.Backend;
using Ham4db.Server.Backend.Commands;
using Ham4db.Server.Backend.Shared;
using Ham4db.Server.Configuration;
using Ham4db.Server.Consensus;
using Ham4db.Server.Consensus.SharedBackend;
using Ham4db.Server.Tests.Api;
using Ham4db.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Ham4db.Server.Tests.Consensus.SharedBackend;

/// <summary>What a caller is told of a change that the shared database did not take at once.</summary>
public sealed class SharedCommandLogTests : IDisposable
{
    private static readonly SharedTimings Timings = new(TimeSpan.FromSeconds(5));
    private static readonly BackendUnreachableException BrokenInCommit = new("broken", outcomeUnknown: true);

    private readonly FakeTimeProvider _time = new();
    private readonly NothingDecided _ledger = new();
    private readonly ModelDatabase _database;
    private readonly HaPeers _peers;
    private readonly LeaseKeeper _keeper;
    private readonly SharedCommandLog _log;

    public SharedCommandLogTests()
    {
        _database = new ModelDatabase(_time);
        var self = new ProcessIdentity("host", "token", _time.GetUtcNow());
        var board = new LeadershipBoard(new LeadershipView(NodeRole.Shutdown, 0, string.Empty, null));
        var peer = new Uri($"http://127.0.0.1:{FreePort.Next()}");
        _peers = new HaPeers(
            new FixedOptions(new ServerOptions { SharedBackend = new SharedBackendOptions { Peers = [peer] } }), self, new LeasePromises(Timings.Lease, _time), Timings, _time, NullLogger.Instance);
        _keeper = new LeaseKeeper(
            new ModelConnection(_database), _ledger, new TermInForce(), _peers, self, new Uri("http://host:3000"), board, Timings, _time, NullLogger.Instance);
        _log = new SharedCommandLog(_ledger, _keeper, board, Timings, _time, NullLogger.Instance);
        _database.Put("other/1", token: 7);
    }

    public void Dispose()
    {
        _keeper.Dispose();
        _peers.Dispose();
    }

    [Fact]
    public async Task Submit_AnotherServerLeadsHere_IsStored()
    {
        await LookAsync();
        _ledger.Results.Enqueue(() => Done);

        (await SubmitAsync()).ShouldBe(Done);
    }

    [Fact]
    public async Task Submit_AnotherServerLeadsOnAnotherDatabase_IsNotStoredHere()
    {
        _database.TermServer = "elsewhere";
        await LookAsync();

        await Should.ThrowAsync<NotLeaderException>(SubmitAsync);
    }

    [Fact]
    public async Task Submit_NobodyLeadsHereAndPeersMayLeadElsewhere_IsRefusedAfterAWhile()
    {
        await LookAsync();
        _time.Advance(Timings.Lease);

        var refused = await Should.ThrowAsync<BackendUnreachableException>(SubmitAsync);

        refused.OutcomeUnknown.ShouldBeFalse();
        refused.Message.ShouldContain("Nothing was done.");
    }

    [Fact]
    public async Task Submit_RefusedAfterACommitWithoutAnAnswer_SaysThatItMayHaveTakenEffect()
    {
        await LookAsync();
        _ledger.Results.Enqueue(() => throw BrokenInCommit);
        _ledger.Results.Enqueue(() => throw new BackendException("the disk is full"));

        (await Should.ThrowAsync<CommandOutcomeUnknownException>(SubmitAsync)).Message.ShouldContain("the disk is full");
    }

    private static CommandResult Done { get; } = new(CommandStatus.Applied, []);

    private Task LookAsync() => _keeper.LookAsync(CancellationToken.None);

    // The pauses between attempts pass by themselves.
    private async Task<CommandResult> SubmitAsync()
    {
        var submitted = _log.SubmitAsync(
            new CommandEnvelope(Guid.NewGuid(), "key", "digest", _time.GetUtcNow(), new RegisterInstance(new InstanceKey("db", 3306))), CancellationToken.None).AsTask();
        await Eventually.BecomesTrueAsync("an answer", () =>
        {
            _time.Advance(TimeSpan.FromMilliseconds(50));
            return submitted.IsCompleted;
        });
        return await submitted;
    }
}
