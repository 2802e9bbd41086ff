using Ham4db.Server.Discovery.Probing;
using Ham4db.Server.Managed;
using Ham4db.Server.Topology;

namespace Ham4db.Server.Tests.Discovery.Probing;

public sealed class SemiSyncReaderTests
{
    [Theory]
    [InlineData("master", "slave")]
    [InlineData("source", "replica")]
    public void Read_EitherNaming_IsTheSame(string master, string replica)
    {
        var variables = Rows.Variables(
            ($"rpl_semi_sync_{master}_enabled", "ON"),
            ($"rpl_semi_sync_{master}_timeout", "60000"),
            ($"rpl_semi_sync_{master}_wait_for_{replica}_count", "2"),
            ($"rpl_semi_sync_{replica}_enabled", "OFF"));
        var status = Rows.Variables(
            ($"Rpl_semi_sync_{master}_status", "ON"), ($"Rpl_semi_sync_{master}_clients", "3"), ($"Rpl_semi_sync_{replica}_status", "OFF"));

        SemiSyncReader.Read(variables, status).ShouldBe(new SemiSync
        {
            Available = true, MasterEnabled = true, MasterTimeoutMilliseconds = 60_000, MasterWaitForReplicaCount = 2, MasterStatus = true, MasterClients = 3,
        });
    }

    [Fact]
    public void Read_OnePluginOnly_IsNotAvailable()
        => SemiSyncReader.Read(Rows.Variables(("rpl_semi_sync_master_enabled", "ON")), ResultTable.Empty).Available.ShouldBeFalse();

    [Fact]
    public void Read_NoPlugin_IsAllOff() => SemiSyncReader.Read(ResultTable.Empty, ResultTable.Empty).ShouldBe(new SemiSync());
}
