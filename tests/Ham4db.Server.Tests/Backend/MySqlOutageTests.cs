using System.Net.NetworkInformation;
using Ham4db.Server.Backend;
using Ham4db.Server.Backend.MySql;
using Ham4db.Server.Configuration;
using Ham4db.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ham4db.Server.Tests.Backend;

/// <summary>A database server that hangs, goes away and comes back.</summary>
public sealed class MySqlOutageTests : IAsyncLifetime
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    private MariaDbServer Server { get; } = new();

    // A machine with much else to do takes its time to answer.
    private MySqlBackendOptions Options => MariaDbBackend.OptionsFor(Server.Port, "outage") with { ConnectTimeout = TimeSpan.FromSeconds(5) };

    public Task InitializeAsync() => Server.StartAsync();

    public Task DisposeAsync() => Server.DisposeAsync().AsTask();

    [Fact]
    public async Task Run_ServerThatHangs_EndsAndGoesOnWhenItAnswersAgain()
    {
        await using var database = await MariaDbBackend.OpenAsync(Options);
        var health = new MySqlBackendHealth(database, null, ProcessIdentity.New(TimeProvider.System));
        await health.CheckAsync(CancellationToken.None);
        Server.Suspend();

        var inTransaction = database.RunAsync(statements => statements.ExecuteAsync("SELECT 1"), TimeSpan.FromMilliseconds(300), CancellationToken.None);
        (await Should.ThrowAsync<BackendUnreachableException>(() => inTransaction.WaitAsync(Soon))).OutcomeUnknown.ShouldBeFalse();
        // The pool was dropped: this one has to connect, and waits for a greeting.
        var connecting = await Should.ThrowAsync<BackendUnreachableException>(() => health.CheckAsync(CancellationToken.None).WaitAsync(Soon));
        connecting.Message.ShouldContain("did not answer");
        health.TakesWrites.ShouldBeFalse();
        Server.Resume();

        await health.CheckAsync(CancellationToken.None);
        health.TakesWrites.ShouldBeTrue();
    }

    [Fact]
    public async Task Run_GivenUpBeforeTheCommit_IsNotCommittedWhenTheServerGoesOn()
    {
        await using var database = await MariaDbBackend.OpenAsync(Options);

        var lost = await Should.ThrowAsync<BackendUnreachableException>(() => database.RunAsync(
            statements =>
            {
                Server.Suspend();
                return statements.ExecuteAsync("INSERT INTO leader_lease VALUES (1, 0, '', '', 0, NOW(6), NOW(6))");
            },
            TimeSpan.FromSeconds(4),
            CancellationToken.None).WaitAsync(Soon));

        Server.Resume();
        lost.OutcomeUnknown.ShouldBeFalse();
        // Not innodb_trx: it is a cache that is not filled anew for whoever reads it more often than every 100 ms.
        await Eventually.SeeAsync(
            "the connection to be closed",
            token => Server.ScalarAsync("SELECT COUNT(*) FROM information_schema.processlist WHERE db = 'outage'", token),
            open => open is 0L,
            Soon);
        (await Server.ScalarAsync("SELECT COUNT(*) FROM outage.leader_lease")).ShouldBe(0L);
    }

    [Fact]
    public async Task Run_CancelledByItsCaller_EndsAtOnceThoughTheServerHangs()
    {
        await using var database = await MariaDbBackend.OpenAsync(Options);
        using var caller = new CancellationTokenSource();

        await Should.ThrowAsync<OperationCanceledException>(() => database.RunAsync(
            statements =>
            {
                Server.Suspend();
                caller.Cancel();
                return statements.ExecuteAsync("DO 1");
            },
            caller.Token).WaitAsync(Soon));

        Server.Resume();
    }

    [Fact]
    public async Task Run_ServerThatHangsForGood_LeavesNoConnectionOpen()
    {
        await (await MariaDbBackend.OpenAsync(Options)).DisposeAsync();
        var options = Options with { ConnectTimeout = TimeSpan.FromSeconds(3), ReadTimeout = TimeSpan.FromSeconds(3) };
        await using var database = new MySqlDatabase(options, TimeProvider.System, NullLogger.Instance);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => database.RunAsync(statements => statements.ExecuteAsync("DO SLEEP(0.1)"), CancellationToken.None)));
        Server.Suspend();

        foreach (var limit in (double[])[50, 100, 150, 6000])
        {
            await Should.ThrowAsync<BackendUnreachableException>(() => Task.WhenAll(Enumerable.Range(0, 3).Select(_ => database.RunAsync(
                statements => statements.ExecuteAsync("DO 1"), TimeSpan.FromMilliseconds(limit), CancellationToken.None))));
        }

        await Eventually.SeeAsync(
            "no connection to be left",
            _ => Task.FromResult(IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpConnections()
                .Count(connection => connection.RemoteEndPoint.Port == Server.Port && connection.State == TcpState.Established)),
            open => open == 0,
            Soon);
        Server.Resume();
    }

    [Fact]
    public async Task DataLock_ServerThatHangs_IsTakenAgainWhenItAnswers()
    {
        var options = Options with { ConnectTimeout = TimeSpan.FromSeconds(3) };
        await (await MariaDbBackend.OpenAsync(options)).DisposeAsync();
        await using var dataLock = new MySqlDataLock(options);
        await dataLock.HoldAsync(CancellationToken.None);
        Server.Suspend();

        await Should.ThrowAsync<BackendUnreachableException>(() => dataLock.HoldAsync(CancellationToken.None).WaitAsync(Soon));
        Server.Resume();

        await Eventually.PassesAsync("the lock to be held again", token => dataLock.HoldAsync(token));
        await using var second = new MySqlDataLock(options);
        (await Should.ThrowAsync<BackendException>(() => second.HoldAsync(CancellationToken.None))).Message.ShouldContain("is in use by another");
    }

    [Fact]
    public async Task Run_CommitWithoutAnAnswer_SaysThatTheOutcomeIsUnknown()
    {
        await using var database = await MariaDbBackend.OpenAsync(Options);

        var lost = await Should.ThrowAsync<BackendUnreachableException>(() => database.RunAsync(
            async statements =>
            {
                await statements.ExecuteAsync("INSERT INTO leader_lease VALUES (1, 0, '', '', 0, NOW(6), NOW(6))");
                Server.Suspend();
                return 0;
            },
            TimeSpan.FromSeconds(4),
            CancellationToken.None).WaitAsync(Soon));

        Server.Resume();
        lost.OutcomeUnknown.ShouldBeTrue();
    }

    [Fact]
    public async Task Run_ServerThatWasRestarted_ConnectsAnewAndKeepsTheRows()
    {
        var options = Options;
        await using var database = await MariaDbBackend.OpenAsync(options);
        await using var dataLock = new MySqlDataLock(options);
        await dataLock.HoldAsync(CancellationToken.None);
        var health = new MySqlBackendHealth(database, dataLock, ProcessIdentity.New(TimeProvider.System));
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => health.CheckAsync(CancellationToken.None)));
        await Server.KillAsync();

        var gone = await Should.ThrowAsync<BackendUnreachableException>(() => health.CheckAsync(CancellationToken.None));
        gone.Message.ShouldContain("cannot be reached");
        health.TakesWrites.ShouldBeFalse();
        await Server.StartAsync();

        await health.CheckAsync(CancellationToken.None);
        health.TakesWrites.ShouldBeTrue();
        (await Server.ScalarAsync("SELECT COUNT(*) FROM outage.node_health")).ShouldBe(1L);
    }

    [Fact]
    public async Task Run_ServerThatTurnedReadOnly_IsLeftAndTakenAgainLater()
    {
        var options = Options with { User = "plain", Password = "plain" };
        await Server.ExecuteAsync("CREATE USER plain IDENTIFIED BY 'plain'; CREATE DATABASE outage; GRANT ALL ON outage.* TO plain");
        await using var database = await MariaDbBackend.OpenAsync(options);
        var health = new MySqlBackendHealth(database, null, ProcessIdentity.New(TimeProvider.System));
        await Server.ExecuteAsync("SET GLOBAL read_only = 1");

        (await Should.ThrowAsync<BackendUnreachableException>(() => health.CheckAsync(CancellationToken.None))).Message.ShouldContain("is read-only");
        health.TakesWrites.ShouldBeFalse();
        await Server.ExecuteAsync("SET GLOBAL read_only = 0");

        await health.CheckAsync(CancellationToken.None);
        health.TakesWrites.ShouldBeTrue();
    }
}
