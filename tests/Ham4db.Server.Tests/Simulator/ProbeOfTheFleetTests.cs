using Ham4db.Server.Discovery.Probing;
using Ham4db.Server.Managed;
using Ham4db.Simulator;

namespace Ham4db.Server.Tests.Simulator;

/// <summary>What the server's probes send, each dialect answers.</summary>
public class ProbeOfTheFleetTests
{
    [Theory]
    [InlineData(SimulatedDialect.MariaDb1011)]
    [InlineData(SimulatedDialect.MySql57)]
    [InlineData(SimulatedDialect.MySql80)]
    [InlineData(SimulatedDialect.MySql84)]
    public async Task EveryStatement_OfAProbe_IsAnsweredOrAbsentAsOnTheRealServer(SimulatedDialect dialect)
    {
        await using var fleet = SimulatedFleet.Tree(1, dialect);
        await using var connection = await fleet.Instances[1].OpenAsync();
        var replies = new List<StatementReply>();
        await StatementBatch.RunAsync(connection, [ProbeStatements.Version], TimeSpan.FromSeconds(10), replies, CancellationToken.None);
        var version = replies[0].Table![0];
        var statements = ProbeStatements.For(
            SqlDialects.Of(version.Text("version"), version.Text("version_comment")), listsReplicaHosts: true, readsStoredCredentials: false, isNdb: false).All;

        replies.Clear();
        await StatementBatch.RunAsync(connection, statements, TimeSpan.FromSeconds(10), replies, CancellationToken.None);

        replies.Where(reply => reply.Error is { } error && !reply.Statement.MeansAbsent.Contains(error.Number))
            .Select(reply => $"{reply.Statement.Sql}: {reply.Error!.Message}")
            .ShouldBeEmpty();
    }
}
